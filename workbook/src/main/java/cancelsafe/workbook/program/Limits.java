package cancelsafe.workbook.program;

import java.time.Duration;

/**
 * What a program may use. A program that exceeds a limit is ended. What it writes, starts and holds
 * is looked at every {@link #LOOK}, so it may briefly use more.
 *
 * @param time from its start to its end
 * @param characters of output
 * @param lines of output
 * @param heap maximum of the heap, as the JVM's option says it: {@code 256m}
 * @param threads platform threads that are alive at the same time, besides those of the JVM
 * @param processes that it has started and that are alive at the same time
 * @param disk bytes of the files in its folder
 * @param programs how many may run at the same time
 */
public record Limits(
        Duration time,
        int characters,
        int lines,
        String heap,
        int threads,
        int processes,
        long disk,
        int programs) {
    /** For readers on their own machine. */
    public static final Limits USUAL =
            new Limits(Duration.ofSeconds(10), 1 << 20, 10_000, "256m", 32, 8, 64 << 20, 4);

    /** How often it is looked whether a program keeps within its limits. */
    static final Duration LOOK = Duration.ofMillis(100);
}
