package cancelsafe.given;

import java.time.Instant;

/**
 * The two clocks of a machine.
 *
 * <p>Kata 3.5 DeadlineBudget.
 */
public interface MachineClock {
    /**
     * Nanoseconds since an arbitrary origin. Only differences are meaningful, and the value may
     * overflow, as that of {@link System#nanoTime} may.
     */
    long nanoTime();

    /** The wall-clock time, which may be set forward or back at any time. */
    Instant wallClock();
}
