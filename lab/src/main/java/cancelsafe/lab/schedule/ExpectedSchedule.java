package cancelsafe.lab.schedule;

import java.util.List;

/**
 * Threads take their turns as they are expected to. Only timers that are due at the same moment,
 * for which no sequence is expected, fire in every one; where there are very many sequences, in
 * those with at most two timers out of turn.
 */
public final class ExpectedSchedule implements ScheduleSearch {
    private static final int MOST_OF_ALL = 200;
    private static final int MOST_OUT_OF_TURN = 2;

    private final DepthFirst tree = new DepthFirst();
    private int runs;

    @Override
    public boolean interleavesThreads() {
        return false;
    }

    @Override
    public boolean firesTimersEarly() {
        return false;
    }

    @Override
    public int nextThread(List<Integer> alternatives) {
        return 0;
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
        if (++runs == MOST_OF_ALL) {
            tree.mostDepartures(MOST_OUT_OF_TURN);
        }
        return tree.next();
    }
}
