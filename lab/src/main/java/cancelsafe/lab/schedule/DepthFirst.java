package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * Walks the tree of all decisions depth first: each run repeats the decisions of the one before, up
 * to the last that has an alternative left.
 */
final class DepthFirst {
    private final List<Branch> path = new ArrayList<>();
    private int depth;
    private int mostDepartures = Integer.MAX_VALUE;

    private static final class Branch {
        final int alternatives;
        int taken;

        Branch(int alternatives) {
            this.alternatives = alternatives;
        }
    }

    /**
     * The next decision of this run.
     *
     * @param alternatives how many there are, at least 1
     */
    int decide(int alternatives) {
        if (depth == path.size()) {
            path.add(new Branch(alternatives));
        }
        return Math.min(path.get(depth++).taken, alternatives - 1);
    }

    /** The decisions of this run so far. */
    Decisions decisions() {
        return new Decisions(path.subList(0, depth).stream().map(b -> b.taken).toList());
    }

    /** From the next run on, at most so many decisions of a run take another than the first. */
    void mostDepartures(int departures) {
        mostDepartures = departures;
    }

    /** Begins the next run; false if all alternatives have been taken. */
    boolean next() {
        path.subList(depth, path.size()).clear();
        depth = 0;
        while (!path.isEmpty()) {
            Branch last = path.getLast();
            if (++last.taken < last.alternatives && departures() <= mostDepartures) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    private long departures() {
        return path.stream().filter(b -> b.taken > 0).count();
    }
}
