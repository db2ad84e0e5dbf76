package cancelsafe.lab.schedule;

/**
 * How long the driver waits for what it does not control. Only the time counts in which it has been
 * running itself: on a machine that is busy, or was stopped, the others are late for the same
 * reason, and no verdict may depend on that.
 */
final class Patience {
    /** More than that between two questions is time in which something else was running. */
    private static final long MOST_BETWEEN_NANOS = 1_000_000;

    private final long nanos;
    private long last;
    private long waited;

    /** It ends after so many nanoseconds. */
    Patience(long nanos) {
        this.nanos = nanos;
    }

    /** Asked again and again, without a pause. */
    boolean isOver() {
        return isOverAt(System.nanoTime());
    }

    boolean isOverAt(long now) {
        if (last != 0) {
            waited += Math.min(now - last, MOST_BETWEEN_NANOS);
        }
        last = now;
        return waited > nanos;
    }
}
