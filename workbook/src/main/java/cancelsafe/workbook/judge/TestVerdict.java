package cancelsafe.workbook.judge;

import cancelsafe.lab.story.Story;
import cancelsafe.workbook.worker.Reply;

import org.jspecify.annotations.Nullable;

/**
 * What one test says of an answer.
 *
 * @param message why it failed; empty if it passed
 * @param story what the lab saw; null for a test without an attempt
 */
public record TestVerdict(String name, boolean passed, String message, @Nullable Story story) {
    static TestVerdict of(Reply.Result result) {
        return new TestVerdict(result.name(), result.passed(), result.message(), result.story());
    }

    /** A test that exists and has said nothing. */
    static TestVerdict withoutResult(String name) {
        return new TestVerdict(name, false, "This test ended without a result.", null);
    }
}
