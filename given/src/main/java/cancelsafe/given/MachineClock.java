package cancelsafe.given;

import java.time.Instant;

/** The two clocks of a machine. */
public interface MachineClock {
    /**
     * Nanoseconds since some moment. Only differences mean anything, and the numbers may pass from
     * the greatest long to the smallest, as those of {@link System#nanoTime} may.
     */
    long nanoTime();

    /** The time on the wall, which anybody may set, forward or back, at any time. */
    Instant wallClock();
}
