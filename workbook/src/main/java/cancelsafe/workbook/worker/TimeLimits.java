package cancelsafe.workbook.worker;

import java.time.Duration;

/** How long each part of judging an answer may take. */
public final class TimeLimits {
    /** What an answer may take, if nothing else is said. */
    public static final Duration ANSWER =
            Duration.ofSeconds(Long.getLong("cancelsafe.limit.seconds", 30));

    /** How much longer an answer may take that a busy machine gives no processor to. */
    public static final Duration BUSY_MACHINE = Duration.ofSeconds(45);

    /** How often it is then asked whether the answer still works. */
    static final Duration BETWEEN_CHECKS = Duration.ofSeconds(3);

    /** An answer that used less of a processor between two checks does nothing. */
    static final Duration IDLE = Duration.ofMillis(20);

    /** A reply that is later than this after the answer's last limit does not come. */
    public static final Duration REPLY = Duration.ofSeconds(3);

    /** How long a worker may take to send its secret, on a machine that is busy. */
    public static final Duration SECRET = Duration.ofSeconds(15);

    /** How long a worker may take to be ready, on a machine that is busy. */
    public static final Duration START = Duration.ofSeconds(60);

    /** How long a run that was called off may take to end by itself. */
    public static final Duration POLITE = Duration.ofMillis(300);

    /**
     * How long all threads together may take to end that an answer has left behind, on a machine
     * that is busy. Only an answer that leaves threads takes so long.
     */
    static final Duration LEFT_THREADS = Duration.ofSeconds(2);

    private TimeLimits() {}
}
