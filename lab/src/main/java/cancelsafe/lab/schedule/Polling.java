package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Threads that poll while others sleep. A wait of a millisecond may take longer than that, so after
 * many of them each takes a fiftieth of the time that the thread has polled. It ends right after
 * what another thread waits for, at the latest. A poll each millisecond thus sees the end of a
 * cleanup of a day after 1,000 polls, not after 86 million.
 */
final class Polling {
    private static final int MOST_ON_TIME = 300;
    private static final int SHARE = 50;

    private final Map<Thread, Waits> waits = new IdentityHashMap<>();

    private static final class Waits {
        final long since;
        int timedOut;

        Waits(long since) {
            this.since = since;
        }
    }

    /** {@code timer} fires at the moment when it is due. */
    void fires(Timer timer) {
        if (timer.waiting != null) {
            waits.computeIfAbsent(timer.waiting, t -> new Waits(timer.dueNanos)).timedOut++;
        }
    }

    /**
     * When a new timer of {@code waiting} is due.
     *
     * @param due when it is due at the earliest
     * @param others the next of the other timers
     */
    long due(@Nullable Thread waiting, long now, long due, Timer others) {
        Waits own = waiting == null ? null : waits.get(waiting);
        if (own == null || own.timedOut < MOST_ON_TIME) {
            return due;
        }
        long late = Math.min(now + (now - own.since) / SHARE, others.dueNanos + 1);
        return Math.max(due, late);
    }
}
