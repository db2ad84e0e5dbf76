package cancelsafe.workbook.worker;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What came of a run of the tests.
 *
 * @param results of the tests that ended, in the order in which they ran
 * @param end how the run as a whole ended
 * @param detail what else is to be said of that end; mostly empty
 * @param stack where it was when it was ended early, innermost line first; else empty
 * @param left what the answer left behind in the virtual machine, a sentence each
 * @param printed the beginning of what the answer printed
 */
public record Reply(
        List<Result> results,
        End end,
        String detail,
        List<String> stack,
        List<String> left,
        String printed) {

    /** How a run ends. */
    public enum End {
        /** Every test has its result. */
        COMPLETE,
        /** It was called off. */
        CANCELLED,
        /** Its time was over. */
        OUT_OF_TIME,
        /** The memory was used up; the detail is what the virtual machine said. */
        OUT_OF_MEMORY,
        /** The answer ended the virtual machine. */
        EXITED
    }

    /**
     * The result of one test.
     *
     * @param name of the test method
     * @param message why it failed; empty if it passed
     * @param story what the lab saw, as JSON; null for a test without an attempt
     */
    public record Result(String name, boolean passed, String message, @Nullable String story) {}

    /** Whether the virtual machine is as it was before, fit for another run. */
    public boolean leavesNoTrace() {
        return left.isEmpty() && (end == End.COMPLETE || end == End.CANCELLED);
    }
}
