package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.List;

/**
 * The decisions of a run whose order is open, and all other ways to decide, one after the other:
 * depth first, by replaying the decisions up to the last one that has an alternative left.
 *
 * <p>Which thread goes on is such a decision. There the first alternative is the expected one; each
 * step away from it is a surprise, and a run has at most a bounded number of them (delay bounding,
 * after Emmi, Qadeer and Rakamaric, POPL 2011).
 */
public final class Choices {
    private final List<Choice> trail = new ArrayList<>();
    private final int surprises;
    private int depth;
    private int surprised;

    private Choices(int surprises) {
        this.surprises = surprises;
    }

    /**
     * Threads take their turns as expected; only what has no expected order is tried in every one.
     */
    public static Choices asExpected() {
        return new Choices(-1);
    }

    /**
     * Every order of the threads with at most so many surprises.
     *
     * @param surprises at least 0
     */
    public static Choices ofThreads(int surprises) {
        return new Choices(surprises);
    }

    private static final class Choice {
        int taken;
        final int alternatives;

        Choice(int alternatives) {
            this.alternatives = alternatives;
        }
    }

    /** Whether the order of the threads is open. */
    public boolean concernThreads() {
        return surprises >= 0;
    }

    /**
     * Decides between things that have no expected order.
     *
     * @param alternatives how many there are, at least 1
     * @return the number of one of them, from 0
     */
    public int choose(int alternatives) {
        if (depth == trail.size()) {
            trail.add(new Choice(alternatives));
        }
        return Math.min(trail.get(depth++).taken, alternatives - 1);
    }

    /**
     * Decides which thread goes on.
     *
     * @param threads how many can, at least 1
     * @return the number of one of them; 0 is the expected one
     */
    int chooseThread(int threads) {
        int open = Math.min(threads, surprises - surprised + 1);
        if (open <= 1) {
            return 0;
        }
        int chosen = choose(open);
        surprised += chosen;
        return chosen;
    }

    /**
     * Goes on to the next way to decide, for the next run.
     *
     * @return false if all have been tried
     */
    public boolean next() {
        while (trail.size() > depth) {
            trail.removeLast();
        }
        depth = 0;
        surprised = 0;
        while (!trail.isEmpty()) {
            Choice last = trail.getLast();
            if (++last.taken < last.alternatives) {
                return true;
            }
            trail.removeLast();
        }
        return false;
    }
}
