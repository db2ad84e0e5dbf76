package cancelsafe.lab;

import org.opentest4j.AssertionFailedError;

/** Turns a report into what a test library understands. */
final class Verdict {
    private Verdict() {}

    /**
     * Passes if every promise was kept.
     *
     * @throws AssertionFailedError otherwise
     */
    static void of(Report report, ClassLoader loader) {
        if (!report.held()) {
            throw new AssertionFailedError(
                    FailureText.of(report.story(), SourceText.of(loader, report.sourceClass())),
                    report.firstFailure());
        }
    }
}
