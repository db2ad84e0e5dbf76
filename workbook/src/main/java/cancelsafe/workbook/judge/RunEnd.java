package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.Reply;

import java.time.Duration;

/** How the run of an answer's tests ended, as the judge saw it. */
sealed interface RunEnd {
    /** How long it took, from the request on. */
    Duration took();

    /** The worker has replied. */
    record Replied(Reply reply, Duration took) implements RunEnd {}

    /**
     * The virtual machine ended without a reply.
     *
     * @param exitCode what the system says; 128 and more where a signal has ended it
     * @param crashed whether the virtual machine has written down how it crashed
     * @param said the beginning of what it complained of
     */
    record Died(int exitCode, boolean crashed, String said, Duration took) implements RunEnd {}

    /** There was no reply in time, and the judge has ended the virtual machine. */
    record Silent(Duration took) implements RunEnd {}
}
