package cancelsafe.workbook.judge;

import static java.util.stream.Collectors.toSet;

import cancelsafe.lab.story.Story;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which named wrong answer a verdict is like: the same tests fail, the same promises are broken, at
 * the same kinds of points. A test without an attempt must say the same, for it fails in one way
 * alone and for many reasons. Where the start fails so, too, or two wrong answers do, it says
 * nothing.
 */
final class Resemblance {
    private final Set<String> ofStart;
    private final Map<String, Set<String>> ofWrong;

    /**
     * A comparison.
     *
     * @param start missing if the start is known to fail in another way
     * @param wrong the wrong answers that come into question, by name
     */
    Resemblance(Optional<Verdict> start, Map<String, Verdict> wrong) {
        this.ofStart = start.map(Resemblance::marks).orElse(Set.of());
        this.ofWrong =
                wrong.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> marks(e.getValue())));
    }

    /** Its name, if there is exactly one. */
    Optional<String> of(Verdict verdict) {
        Set<String> marks = marks(verdict);
        List<String> alike =
                ofWrong.entrySet().stream()
                        .filter(e -> e.getValue().equals(marks))
                        .map(Map.Entry::getKey)
                        .toList();
        return alike.size() == 1 && !marks.equals(ofStart)
                ? Optional.of(alike.getFirst())
                : Optional.empty();
    }

    /** Whether a recorded story of another answer tells the same of its test as a verdict does. */
    static boolean tellsTheSame(Story recorded, Verdict verdict) {
        TestVerdict told = new TestVerdict(recorded.test(), false, "", recorded);
        return verdict.failures().stream()
                .filter(test -> test.name().equals(recorded.test()))
                .anyMatch(
                        test -> marks(test).collect(toSet()).equals(marks(told).collect(toSet())));
    }

    /** What can be seen of a failure, without lines and numbers. */
    private static Set<String> marks(Verdict verdict) {
        return verdict.failures().stream()
                .flatMap(Resemblance::marks)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> marks(TestVerdict test) {
        Story story = test.story();
        if (story == null) {
            return Stream.of(
                    test.name() + " " + test.message().replaceAll("\\.java:\\d+", ".java"));
        }
        return story.runs().stream()
                .filter(run -> !run.kept())
                .flatMap(
                        run ->
                                run.promises().stream()
                                        .filter(p -> !p.kept())
                                        .map(
                                                p ->
                                                        "%s %s %s%s"
                                                                .formatted(
                                                                        test.name(),
                                                                        p.kind(),
                                                                        p.subject(),
                                                                        place(story, run))));
    }

    private static String place(Story story, Story.Run run) {
        return run.cancel().stream()
                .map(
                        c ->
                                story.points().stream()
                                        .filter(p -> p.n() == c.n())
                                        .findFirst()
                                        .map(p -> " at " + p.call() + " " + c.when())
                                        .orElse(""))
                .collect(Collectors.joining());
    }
}
