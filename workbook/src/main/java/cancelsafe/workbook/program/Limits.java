package cancelsafe.workbook.program;

import java.time.Duration;

/**
 * What a program may use.
 *
 * @param time from its start to its end
 * @param bytes of output
 * @param heap maximum of the heap, as the JVM's option says it: {@code 256m}
 * @param programs how many may run at the same time
 */
public record Limits(Duration time, int bytes, String heap, int programs) {
    /** For readers on their own machine. */
    public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 1 << 20, "256m", 4);
}
