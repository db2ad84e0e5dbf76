package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.StoryJson;
import cancelsafe.workbook.judge.Verdict.Kind;
import cancelsafe.workbook.worker.Reply;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What follows from the end of a run. A verdict is green only if every test that the kata has is
 * there with a result, each has passed, and the virtual machine is as it was.
 */
final class Conclusion {
    private final Answer answer;
    private final Set<String> tests;
    private final Duration limit;

    /**
     * One about an answer.
     *
     * @param tests the names of all tests of its kata
     * @param limit what it was given
     */
    Conclusion(Answer answer, Set<String> tests, Duration limit) {
        this.answer = answer;
        this.tests = tests;
        this.limit = limit;
    }

    /** The verdict. */
    Verdict of(RunEnd end) throws IOException {
        return switch (end) {
            case RunEnd.Replied(Reply reply, Duration took) ->
                    replied(reply, took).after(0, reply.printed());
            case RunEnd.Died died -> verdict(Kind.FAILED, died(died), List.of());
            case RunEnd.Silent(Duration took) ->
                    verdict(
                            Kind.TIMED_OUT,
                            ("the virtual machine that ran the answer stopped replying, and was"
                                            + " ended after %s; possible causes are too many"
                                            + " threads, a wait in native code, or a signal that"
                                            + " stopped it")
                                    .formatted(describe(took)),
                            List.of());
        };
    }

    private static String died(RunEnd.Died died) {
        String ended = "the virtual machine of the answer ended after " + describe(died.took());
        if (died.crashed()) {
            return ended
                    + ": it crashed and wrote a crash report; native code or sun.misc.Unsafe can"
                    + " cause this";
        }
        ended += " with exit code %d and without a reply".formatted(died.exitCode());
        int signal = died.exitCode() - 128;
        String like =
                signal > 0
                        ? ", the exit code of a process that signal %d ended".formatted(signal)
                        : ", as after Runtime.halt";
        return ended + like + (died.said().isEmpty() ? "" : ". It said: " + died.said());
    }

    private Verdict replied(Reply reply, Duration took) throws IOException {
        List<TestVerdict> results = inOrder(reply.results());
        String where =
                reply.stack().isEmpty() ? "" : ", here:\n" + String.join("\n", reply.stack());
        return switch (reply.end()) {
            case OUT_OF_TIME ->
                    verdict(
                            Kind.TIMED_OUT,
                            "it was still running after " + outOf(took) + where,
                            results);
            case OUT_OF_MEMORY -> verdict(Kind.FAILED, outOfMemory(reply.detail()), results);
            case EXITED -> verdict(Kind.FAILED, "it called System.exit" + where, results);
            case COMPLETE -> complete(results, reply.left(), false);
            case CANCELLED -> complete(results, reply.left(), true);
        };
    }

    /** How long it ran; the limit as well where a busy machine has lengthened it. */
    private String outOf(Duration took) {
        String ran = describe(took);
        return ran.equals(describe(limit))
                ? ran
                : "%s (the limit is %s of processor time)".formatted(ran, describe(limit));
    }

    private static String describe(Duration time) {
        return time.toMillis() >= 1000 || time.isZero()
                ? Math.round(time.toMillis() / 1000.0) + " s"
                : time.toMillis() + " ms";
    }

    private static String outOfMemory(String detail) {
        if (detail.contains("etaspace") || detail.contains("class space")) {
            return "it used up the memory for classes: " + WorkerCommand.CLASS_MEGABYTES + " MB";
        }
        if (detail.contains("thread")) {
            return "it started more threads than the system allows";
        }
        return "it used up the memory: " + WorkerCommand.MEMORY_MEGABYTES + " MB";
    }

    /** What a run tells that has ended, or was called off at its first failure. */
    private Verdict complete(List<TestVerdict> results, List<String> left, boolean calledOff) {
        List<TestVerdict> failures = results.stream().filter(t -> !t.passed()).toList();
        Set<String> missing = missing(results);
        Set<String> unknown = names(results);
        unknown.removeAll(tests);
        if (!failures.isEmpty() && (missing.isEmpty() || calledOff)) {
            boolean refused =
                    failures.stream()
                            .anyMatch(t -> anyBroken(t, p -> p.kind() == PromiseKind.CONTROLLED));
            boolean gaveUp =
                    failures.stream()
                            .allMatch(t -> anyBroken(t, p -> p.kind() == PromiseKind.EXHAUSTIVE));
            Kind kind = refused ? Kind.REFUSED : gaveUp ? Kind.NOT_EXHAUSTIVE : Kind.FAILED;
            // what is no test of the kata fails if the machine was changed under its tests
            String changed = unknown.isEmpty() ? "" : also(left);
            return verdict(kind, Verdict.count(results) + changed, results);
        }
        if (!missing.isEmpty() || tests.isEmpty()) {
            return verdict(Kind.FAILED, incomplete(missing, left), results);
        }
        if (!unknown.isEmpty()) {
            return verdict(
                    Kind.FAILED,
                    "there are results of tests that the kata does not have: "
                            + String.join(", ", unknown),
                    results);
        }
        if (!left.isEmpty()) {
            return verdict(
                    Kind.FAILED,
                    "every test passed, but the answer changed the state of its virtual machine: "
                            + String.join("; ", left),
                    results);
        }
        return verdict(Kind.PASSED, answer.kata().solved(), results);
    }

    private static Set<String> names(List<TestVerdict> results) {
        return results.stream()
                .map(TestVerdict::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> missing(List<TestVerdict> results) {
        Set<String> missing = new TreeSet<>(tests);
        missing.removeAll(names(results));
        return missing;
    }

    private String incomplete(Set<String> missing, List<String> left) {
        if (tests.isEmpty()) {
            return "there is no test to judge it by: build the workbook again";
        }
        return "%d of %d tests have no result: %s%s"
                .formatted(missing.size(), tests.size(), String.join(", ", missing), also(left));
    }

    private static String also(List<String> left) {
        return left.isEmpty() ? "" : "; " + String.join("; ", left);
    }

    private Verdict verdict(Kind kind, String message, List<TestVerdict> results) {
        return Verdict.of(answer, kind, message, List.of(), results);
    }

    private static boolean anyBroken(TestVerdict test, Predicate<Promise> which) {
        Story story = test.story();
        return story != null
                && story.runs().stream()
                        .flatMap(r -> r.promises().stream())
                        .anyMatch(p -> !p.kept() && which.test(p));
    }

    /** In the order in which the test's source has them. */
    private List<TestVerdict> inOrder(List<Reply.Result> results) throws IOException {
        Kata kata = answer.kata();
        String source = Files.exists(kata.test()) ? Files.readString(kata.test()) : "";
        return results.stream()
                .sorted(Comparator.comparingInt(r -> place(source, r.name())))
                .map(r -> new TestVerdict(r.name(), r.passed(), r.message(), story(r)))
                .toList();
    }

    private static @Nullable Story story(Reply.Result result) {
        String json = result.story();
        return json == null ? null : StoryJson.read(json);
    }

    private static int place(String source, String method) {
        int place = source.indexOf(" void " + method + "(");
        return place < 0 ? Integer.MAX_VALUE : place;
    }
}
