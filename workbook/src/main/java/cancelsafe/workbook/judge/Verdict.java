package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.ForeignText;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What came of judging an answer.
 *
 * @param kata its id
 * @param answer the file that was judged
 * @param message one sentence, or a few lines where there is more to say
 * @param problems what the compiler says; empty if it compiles
 * @param tests in the order of the test's source; those that were not reached are missing
 * @param resembles name of the wrong answer that it behaves like; null if none does
 * @param millis how long it took, in milliseconds
 * @param printed the beginning of what the answer printed
 */
public record Verdict(
        String kata,
        String answer,
        @JsonProperty("verdict") Kind kind,
        String message,
        List<Problem> problems,
        List<TestVerdict> tests,
        @Nullable String resembles,
        long millis,
        @JsonIgnore String printed) {

    /** The verdict in a word. */
    public enum Kind {
        /** Every test passed. */
        @JsonProperty("passed")
        PASSED,
        /** A test failed. */
        @JsonProperty("failed")
        FAILED,
        /** Nothing failed, and not everything could be tried. */
        @JsonProperty("not-exhaustive")
        NOT_EXHAUSTIVE,
        /** There is nothing to run. */
        @JsonProperty("does-not-compile")
        DOES_NOT_COMPILE,
        /** It did not end in time. */
        @JsonProperty("timed-out")
        TIMED_OUT,
        /** It calls what the lab does not control. */
        @JsonProperty("refused")
        REFUSED
    }

    /** One that resembles nothing, as far as is known, and has taken no time. */
    static Verdict of(
            Answer answer,
            Kind kind,
            String message,
            List<Problem> problems,
            List<TestVerdict> tests) {
        return new Verdict(
                answer.kata().id(), answer.describe(), kind, message, problems, tests, null, 0, "");
    }

    /** What is said of an answer on which the workbook itself has failed. */
    public static Verdict notJudged(Answer answer, Throwable why) {
        return of(
                answer,
                Kind.FAILED,
                "it could not be judged, because the workbook itself failed: "
                        + ForeignText.clean(String.valueOf(why)),
                List.of(),
                List.of());
    }

    /** Whether the kata is solved. */
    public boolean passed() {
        return kind == Kind.PASSED;
    }

    /** The tests that failed. */
    public List<TestVerdict> failures() {
        return tests.stream().filter(t -> !t.passed()).toList();
    }

    /** How many of these tests failed, in words; the message of a verdict that has no other. */
    public static String count(List<TestVerdict> tests) {
        List<TestVerdict> failures = tests.stream().filter(t -> !t.passed()).toList();
        return failures.isEmpty()
                ? "all " + tests.size() + " tests passed"
                : "%d of %d tests failed; the first is %s"
                        .formatted(failures.size(), tests.size(), failures.getFirst().name());
    }

    /** The same verdict, with the wrong answer that it behaves like. */
    public Verdict resembling(String wrong) {
        return new Verdict(kata, answer, kind, message, problems, tests, wrong, millis, printed);
    }

    /** The same verdict, with how long it took and what was printed. */
    Verdict after(long tookMillis, String whatItPrinted) {
        return new Verdict(
                kata, answer, kind, message, problems, tests, resembles, tookMillis, whatItPrinted);
    }
}
