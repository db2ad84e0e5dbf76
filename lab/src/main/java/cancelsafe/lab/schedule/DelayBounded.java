package cancelsafe.lab.schedule;

import java.util.List;

/**
 * Every schedule with a bounded number of delays, depth first. A delay passes over the alternative
 * that is expected to go on; so a bug that needs few departures from the expected schedule is found
 * with few runs, however many threads there are.
 *
 * @see <a href="https://doi.org/10.1145/1926385.1926432">Emmi, Qadeer, Rakamaric: Delay-Bounded
 *     Scheduling, POPL 2011</a>
 */
public final class DelayBounded implements ScheduleSearch {
    private final DepthFirst tree = new DepthFirst();
    private final int delayBound;
    private final boolean timersEarly;
    private int delays;

    /**
     * All schedules with at most so many delays.
     *
     * @param delayBound at least 0
     * @param timersEarly whether the next timer may fire while threads can still go on, which costs
     *     one delay
     */
    public DelayBounded(int delayBound, boolean timersEarly) {
        this.delayBound = delayBound;
        this.timersEarly = timersEarly;
    }

    @Override
    public boolean interleavesThreads() {
        return true;
    }

    @Override
    public boolean firesTimersEarly() {
        return timersEarly;
    }

    /**
     * A decision counts even if no delay is left, so that a schedule means the same at any bound.
     */
    @Override
    public int nextThread(List<Integer> alternatives) {
        int affordable = 1;
        while (affordable < alternatives.size()
                && delays + cost(affordable, alternatives) <= delayBound) {
            affordable++;
        }
        int taken = tree.decide(affordable);
        delays += cost(taken, alternatives);
        return taken;
    }

    /** How many threads are passed over; to fire a timer passes over the expected one alone. */
    private static int cost(int index, List<Integer> alternatives) {
        return index > 1 && alternatives.get(1) == TIMER ? index - 1 : index;
    }

    @Override
    public int nextTimer(int due) {
        return tree.decide(due);
    }

    @Override
    public String encode() {
        return tree.decisions().encode();
    }

    @Override
    public boolean next() {
        delays = 0;
        return tree.next();
    }
}
