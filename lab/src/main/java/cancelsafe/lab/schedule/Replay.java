package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.List;

/** One schedule alone, to see a failure again. */
public final class Replay implements ScheduleSearch {
    private final Decisions schedule;
    private final boolean timersEarly;
    private final List<Integer> taken = new ArrayList<>();

    /**
     * The schedule that {@code encoded} names.
     *
     * @param encoded as {@link ScheduleSearch#encode} wrote it; where the code has changed since
     *     and a decision has fewer alternatives, the last one is taken
     * @param timersEarly as in the search that found the schedule
     * @throws IllegalArgumentException if the text is no schedule; the message says what one looks
     *     like
     */
    public Replay(String encoded, boolean timersEarly) {
        this.schedule = Decisions.parse(encoded);
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

    @Override
    public int nextThread(List<Integer> alternatives) {
        return decide(alternatives.size());
    }

    @Override
    public int nextTimer(int due) {
        return decide(due);
    }

    private int decide(int alternatives) {
        int index = Math.min(schedule.get(taken.size()), alternatives - 1);
        taken.add(index);
        return index;
    }

    @Override
    public String encode() {
        return new Decisions(taken).encode();
    }

    /** There is no other schedule. */
    @Override
    public boolean next() {
        return false;
    }
}
