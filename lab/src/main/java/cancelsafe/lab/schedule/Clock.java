package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The clock of a run. It stands still while threads take their turns, and jumps to the next timer
 * when none can go on, or where the search lets a timer fire early.
 */
final class Clock {
    /** How far it goes: what still waits then waits for ever. */
    static final Duration HORIZON = Duration.ofDays(10);

    /** For so long a machine may stall: a timer that is due by then may overtake threads. */
    private static final long STALL_NANOS = Duration.ofSeconds(10).toNanos();

    /** What waits so often without end does so for ever. */
    private static final int MOST_JUMPS = 200_000;

    private final ScheduleSearch search;
    private final Runnable whenOutOfTime;
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final Polling polling = new Polling();
    private long now;
    private long timersMade;
    private int jumps;
    private boolean outOfTime;
    private boolean atHorizon;

    /**
     * A clock that shows 0.
     *
     * @param search decides which of the timers fires that are due at the same moment
     * @param whenOutOfTime called when it can go no further
     */
    Clock(ScheduleSearch search, Runnable whenOutOfTime) {
        this.search = search;
        this.whenOutOfTime = whenOutOfTime;
    }

    long nanoTime() {
        return now;
    }

    /** Whether it reached {@link #HORIZON}, or jumped too often. */
    boolean isOutOfTime() {
        return outOfTime;
    }

    /** Whether it reached {@link #HORIZON}: what waits may wait for something that is due later. */
    boolean isAtHorizon() {
        return atHorizon;
    }

    /**
     * A timer for {@code task}, which will run on the thread that calls {@link #jump}.
     *
     * @param waiting the thread that waits for it, if one does
     */
    Timer after(Duration delay, @Nullable Thread waiting, Runnable task) {
        long nanos = Math.clamp(delay.toNanos(), 0, Long.MAX_VALUE - now);
        Timer others = timers.peek();
        long due = others == null ? now + nanos : polling.due(waiting, now, now + nanos, others);
        Timer timer = new Timer(due, timersMade++, this, waiting, task);
        timers.add(timer);
        return timer;
    }

    /** Whether the next timer may fire although threads can go on. */
    boolean mayFireEarly() {
        Timer next = search.firesTimersEarly() ? timers.peek() : null;
        return next != null && next.dueNanos - now <= STALL_NANOS;
    }

    /**
     * Moves on to the next timer and fires it.
     *
     * @return false if there is none, or if it lies beyond the end of time
     */
    boolean jump() {
        Timer timer = takeNext();
        if (timer == null) {
            return false;
        }
        atHorizon = timer.dueNanos > HORIZON.toNanos();
        if (atHorizon || ++jumps > MOST_JUMPS) {
            outOfTime = true;
            whenOutOfTime.run();
            return false;
        }
        now = Math.max(now, timer.dueNanos);
        polling.fires(timer);
        timer.task.run();
        return true;
    }

    /** Timers that are due at the same moment may fire in any sequence. */
    private @Nullable Timer takeNext() {
        Timer first = timers.peek();
        if (first == null) {
            return null;
        }
        List<Timer> due =
                timers.stream().filter(t -> t.dueNanos == first.dueNanos).sorted().toList();
        Timer next = due.get(due.size() == 1 ? 0 : search.nextTimer(due.size()));
        timers.remove(next);
        return next;
    }

    boolean holds(Timer timer) {
        return timers.contains(timer);
    }

    /** Whether the timer had not fired yet. */
    boolean forget(Timer timer) {
        return timers.remove(timer);
    }
}
