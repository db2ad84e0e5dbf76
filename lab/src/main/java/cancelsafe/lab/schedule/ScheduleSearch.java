package cancelsafe.lab.schedule;

import java.util.List;

/**
 * A strategy of search: takes every open decision of a run, and says whether another run can decide
 * otherwise.
 *
 * <p>A strategy is asked the same questions in the same sequence as long as it gives the same
 * answers, so the numbers of the alternatives that it took are the schedule; {@link #encode} writes
 * them down and {@link Replay} repeats them. Strategies are called on the driver alone.
 */
public interface ScheduleSearch {
    /** The alternative that fires the next timer, in the place of a thread. */
    int TIMER = -1;

    /**
     * Whether the strategy decides which thread goes on. Otherwise threads take turns in the
     * sequence in which they become ready, and {@link #nextThread} is never called.
     */
    boolean interleavesThreads();

    /**
     * Whether a timer may fire while threads can still go on, as it does on a machine that stalls.
     */
    boolean firesTimersEarly();

    /**
     * Decides which thread goes on.
     *
     * @param alternatives at least two, each a thread, by the number of its birth, or {@link
     *     #TIMER}, which stands second where a timer may fire instead; the first is the expected
     *     one, and further ones are expected less and less
     * @return the index of one of them
     */
    int nextThread(List<Integer> alternatives);

    /**
     * Decides which of the timers fires first that are due at the same moment.
     *
     * @param due how many they are, at least 2
     * @return the number of one of them, from 0
     */
    int nextTimer(int due);

    /**
     * The schedule of the last run, as {@link Replay} reads it: a pair such as {@code 12:1} for
     * each decision that took another alternative than the first, with the number of the decision
     * and that of the alternative, both from 0; {@code 0:0} if there is none.
     */
    String encode();

    /**
     * Goes on to the schedule of the next run.
     *
     * @return false if the strategy has no other
     */
    boolean next();
}
