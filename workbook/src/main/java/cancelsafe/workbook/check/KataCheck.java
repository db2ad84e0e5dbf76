package cancelsafe.workbook.check;

import cancelsafe.book.Kata;
import cancelsafe.book.Wrong;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an author is told of a kata.
 *
 * @param id of the kata
 * @param start what comes of the start: it is to fail
 * @param solution what comes of the reference: it is to pass
 * @param right what comes of each right answer
 * @param wrong what comes of each wrong answer
 * @param ok whether all is as it should be
 * @param complaints what is not, a sentence each
 */
public record KataCheck(
        String id,
        String start,
        String solution,
        List<Right> right,
        List<WrongAnswer> wrong,
        boolean ok,
        @JsonIgnore List<String> complaints) {

    /** A right answer and whether it passes. */
    public record Right(String name, boolean passes) {}

    /** A wrong answer, the tests that it fails, and whether the named one is among them. */
    public record WrongAnswer(String name, List<String> fails, boolean asNamed) {}

    /** Looks at all that belongs to the kata. */
    public static KataCheck of(Judged judged) throws IOException, InterruptedException {
        Kata kata = judged.kata();
        List<String> complaints = new ArrayList<>();
        Verdict start = judged.verdict(Kata.START);
        if (start.failures().isEmpty()) {
            complaints.add("no test fails for the start (%s), as one must".formatted(word(start)));
        }
        Verdict solution = judged.verdict(Kata.REFERENCE);
        if (!solution.passed()) {
            complaints.add("the solution does not pass: " + solution.message());
        }
        shapes(judged, complaints);
        List<Right> right = new ArrayList<>();
        for (String name : kata.right().keySet()) {
            Verdict verdict = judged.verdict(name);
            right.add(new Right(name, verdict.passed()));
            if (!verdict.passed()) {
                complaints.add("right answer %s: %s".formatted(name, verdict.message()));
            }
        }
        List<WrongAnswer> wrong = new ArrayList<>();
        for (Map.Entry<String, Wrong> named : kata.wrong().entrySet()) {
            wrong.add(wrong(judged, named.getKey(), named.getValue(), complaints));
        }
        return new KataCheck(
                kata.id(),
                word(start),
                word(solution),
                right,
                wrong,
                complaints.isEmpty(),
                complaints);
    }

    private static WrongAnswer wrong(
            Judged judged, String name, Wrong wrong, List<String> complaints)
            throws IOException, InterruptedException {
        Verdict verdict = judged.verdict(name);
        List<String> fails = verdict.failures().stream().map(TestVerdict::name).toList();
        boolean asNamed = fails.contains(wrong.fails());
        if (!asNamed) {
            complaints.add(
                    "wrong answer %s fails %s, not %s: %s"
                            .formatted(name, fails, wrong.fails(), verdict.message()));
        }
        return new WrongAnswer(name, fails, asNamed);
    }

    private static void shapes(Judged judged, List<String> complaints)
            throws IOException, InterruptedException {
        Kata kata = judged.kata();
        if (!Files.exists(kata.start()) || !Files.exists(kata.solution())) {
            return;
        }
        Set<String> start = judged.publicShape(Kata.START);
        Set<String> solution = judged.publicShape(Kata.REFERENCE);
        Set<String> onlyOne = new TreeSet<>(start);
        onlyOne.addAll(solution);
        onlyOne.removeIf(m -> start.contains(m) && solution.contains(m));
        if (!onlyOne.isEmpty()) {
            complaints.add(
                    "the starting class and the solution have different public members: "
                            + onlyOne);
        }
    }

    private static String word(Verdict verdict) {
        return switch (verdict.kind()) {
            case PASSED -> "passes";
            case DOES_NOT_COMPILE -> "does-not-compile";
            case FAILED, NOT_EXHAUSTIVE -> "fails";
            case TIMED_OUT -> "does-not-end";
            case REFUSED -> "refused";
        };
    }
}
