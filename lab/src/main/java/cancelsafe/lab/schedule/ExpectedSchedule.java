package cancelsafe.lab.schedule;

import java.util.List;

/**
 * Threads take their turns as they are expected to. Only timers that are due at the same moment,
 * for which no sequence is expected, fire in every one.
 */
public final class ExpectedSchedule implements ScheduleSearch {
    private final DepthFirst tree = new DepthFirst();

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
        return tree.next();
    }
}
