package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Schedules drawn at random, without end: each thread gets a priority, the highest always goes on,
 * and at a few decisions the one that would go on falls below all others. A bug that needs that a
 * few steps come in one sequence is found with a known probability, however long the run is and
 * whichever thread is expected to go on. Equal seeds draw equal schedules.
 *
 * @see <a href="https://doi.org/10.1145/1736020.1736040">Burckhardt, Kothari, Musuvathi,
 *     Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs, ASPLOS
 *     2010</a>
 */
public final class RandomPriorities implements ScheduleSearch {
    /** The runs fall in turn 1, 2 and 3 times: most bugs need no more. */
    private static final int MOST_FALLS = 3;

    private static final int NONE = Integer.MIN_VALUE;

    private final Random random;
    private final boolean timersEarly;
    private final Map<Integer, Integer> priorities = new HashMap<>();
    private final Set<Integer> falls = new HashSet<>();
    private final List<Integer> taken = new ArrayList<>();
    private int runs;
    private int longest = 1;
    private int lowest;
    private int last;

    /**
     * Schedules of this seed.
     *
     * @param timersEarly whether the next timer may fire while threads can still go on
     */
    public RandomPriorities(long seed, boolean timersEarly) {
        this.random = new Random(seed);
        this.timersEarly = timersEarly;
        draw();
    }

    private void draw() {
        priorities.clear();
        taken.clear();
        falls.clear();
        lowest = 0;
        last = NONE;
        for (int i = 0; i <= runs % MOST_FALLS; i++) {
            falls.add(random.nextInt(longest));
        }
    }

    @Override
    public boolean interleavesThreads() {
        return true;
    }

    @Override
    public boolean firesTimersEarly() {
        return timersEarly;
    }

    @Override
    public int nextThread(List<Integer> alternatives) {
        for (int each : alternatives) {
            priorities.computeIfAbsent(each, _ -> random.nextInt(Integer.MAX_VALUE));
        }
        if (alternatives.indexOf(last) > 0) {
            fall(last); // it lets the others go first, and may wait for them in a loop
        }
        if (falls.contains(taken.size())) {
            fall(alternatives.get(highest(alternatives)));
        }
        int next = highest(alternatives);
        if (alternatives.get(next) == TIMER) {
            fall(TIMER);
        } else {
            last = alternatives.get(next);
        }
        taken.add(next);
        return next;
    }

    private void fall(int thread) {
        priorities.put(thread, --lowest);
    }

    private int highest(List<Integer> alternatives) {
        int highest = 0;
        for (int i = 1; i < alternatives.size(); i++) {
            if (priority(alternatives.get(i)) > priority(alternatives.get(highest))) {
                highest = i;
            }
        }
        return highest;
    }

    private int priority(int thread) {
        return priorities.getOrDefault(thread, 0);
    }

    @Override
    public int nextTimer(int due) {
        int next = random.nextInt(due);
        taken.add(next);
        return next;
    }

    @Override
    public String encode() {
        return new Decisions(taken).encode();
    }

    @Override
    public boolean next() {
        runs++;
        longest = Math.max(longest, taken.size());
        draw();
        return true;
    }
}
