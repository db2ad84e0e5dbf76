package cancelsafe.workbook.screen;

import cancelsafe.book.Kata;
import cancelsafe.book.TestName;
import cancelsafe.book.Wrong;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;

import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A verdict as rows: the tests, the first failure in full, what it resembles, where to go on. */
public final class VerdictText {
    private static final String INDENT = "   ";
    private static final int MOST_MESSAGE = 12;
    private static final int MOST_PRINTED = 5;

    /** Fewer tests that pass are listed. */
    private static final int LEAST_COUNTED = 3;

    private final Kata kata;
    private final List<String> source;
    private final int width;
    private final boolean more;
    private final String key;
    private final List<AttributedString> rows = new ArrayList<>();

    private VerdictText(Kata kata, List<String> source, int width, boolean more, String key) {
        this.kata = kata;
        this.source = source;
        this.width = width;
        this.more = more;
        this.key = key;
    }

    /**
     * The rows.
     *
     * @param source the lines of the answer
     * @param width of the screen, in columns
     * @param more whether all is told
     * @param key what the reader presses or types to be told all
     */
    public static List<AttributedString> of(
            Verdict verdict, Kata kata, List<String> source, int width, boolean more, String key) {
        VerdictText text = new VerdictText(kata, source, width, more, key);
        text.tell(verdict);
        return text.rows;
    }

    /** What is said of the wrong answer that a verdict is like; nothing if there is none. */
    public static List<AttributedString> resemblance(Verdict verdict, Kata kata, int width) {
        VerdictText text = new VerdictText(kata, List.of(), width, false, "");
        text.resemblance(verdict.resembles());
        return text.rows;
    }

    private void tell(Verdict verdict) {
        verdict.problems().forEach(this::problem);
        boolean expanded = false;
        for (TestVerdict test : telling(verdict.failures())) {
            head(test);
            if (!expanded || more) {
                failure(test);
                if (!expanded) {
                    resemblance(verdict.resembles());
                }
                expanded = true;
            }
        }
        int others = verdict.failures().size() - 1;
        if (others > 0 && !more) {
            String tests = others == 1 ? "the other test" : "the other " + others + " tests";
            rows.add(Ink.DIM.of(INDENT + key + " shows how " + tests + " failed"));
        }
        passed(verdict);
        if (verdict.problems().isEmpty()
                && !verdict.message().equals(Verdict.count(verdict.tests()))) {
            conclusion(verdict);
        }
        if (!verdict.printed().isEmpty() && !verdict.passed()) {
            printed(verdict.printed());
        }
        if (!verdict.passed() && verdict.problems().isEmpty()) {
            blank();
            rows.add(Ink.DIM.of(" " + verdict.answer() + firstLine(verdict)));
        }
    }

    /**
     * Those first that have a run to show: a schedule or a cancellation tells more than a value.
     */
    private static List<TestVerdict> telling(List<TestVerdict> failures) {
        return failures.stream()
                .sorted(Comparator.comparing(test -> brokenRun(test) == null))
                .toList();
    }

    private static Story.@Nullable Run brokenRun(TestVerdict test) {
        Story story = test.story();
        return story == null ? null : StoryText.firstBroken(story).orElse(null);
    }

    /** The tests that pass; beside failures they are only counted. */
    private void passed(Verdict verdict) {
        List<TestVerdict> passed = verdict.tests().stream().filter(TestVerdict::passed).toList();
        if (more || verdict.failures().isEmpty() || passed.size() < LEAST_COUNTED) {
            passed.forEach(this::head);
        } else {
            rows.add(
                    Ink.spread(
                            Ink.line(
                                    Ink.KEPT.of(" v "),
                                    Ink.PLAIN.of(passed.size() + " other tests pass")),
                            Ink.DIM.of(key + " shows them"),
                            width));
        }
    }

    private void resemblance(@Nullable String name) {
        Wrong wrong = name == null ? null : kata.wrong().get(name);
        if (wrong != null) {
            prose("This behaves like " + name + ": " + wrong.diagnosis());
            blank();
        }
    }

    private static String firstLine(Verdict verdict) {
        for (TestVerdict test : verdict.failures()) {
            Story story = test.story();
            if (story == null) {
                continue;
            }
            for (Story.Run run : story.runs()) {
                if (!run.kept() && !run.cancel().isEmpty()) {
                    int n = run.cancel().getFirst().n();
                    return story.points().stream()
                            .filter(p -> p.n() == n && p.file().equals(story.source()))
                            .findFirst()
                            .map(p -> ":" + p.line())
                            .orElse("");
                }
            }
        }
        return "";
    }

    private void blank() {
        if (!rows.isEmpty() && !rows.getLast().isEmpty()) {
            rows.add(AttributedString.EMPTY);
        }
    }

    private void prose(String text) {
        Wrap.of(text, width - 2, INDENT).forEach(row -> rows.add(Ink.PLAIN.of(row)));
    }

    /** As the compiler has set it, if there is room. */
    private void compilerLine(String line) {
        if (INDENT.length() + line.length() < width) {
            rows.add(Ink.PLAIN.of(INDENT + line));
        } else {
            Wrap.of(line, width - 2, INDENT).forEach(row -> rows.add(Ink.PLAIN.of(row)));
        }
    }

    private void problem(Problem problem) {
        String place =
                problem.line() == 0
                        ? problem.file()
                        : problem.file() + ":" + problem.line() + ":" + problem.column();
        rows.add(Ink.STRONG.of(" " + place));
        problem.message().lines().forEach(this::compilerLine);
        boolean ours = problem.file().endsWith(kata.id() + ".java");
        if (ours && problem.line() > 0 && problem.line() <= source.size()) {
            String line = source.get((int) problem.line() - 1).replace('\t', ' ');
            rows.add(AttributedString.EMPTY);
            rows.add(Ink.PLAIN.of("%5d  %s".formatted(problem.line(), line)));
            if (problem.column() > 0) {
                rows.add(Ink.CANCEL.of(" ".repeat(6 + (int) problem.column()) + "^"));
            }
        }
        rows.add(AttributedString.EMPTY);
    }

    private void head(TestVerdict test) {
        Ink ink = test.passed() ? Ink.KEPT : Ink.CANCEL;
        Story story = test.story();
        String right =
                story == null ? (test.passed() ? "held" : "failed") : StoryText.summary(story);
        AttributedString left =
                Ink.line(
                        ink.of(test.passed() ? " v " : " x "),
                        Ink.STRONG.of(TestName.sentence(test.name())));
        if (left.columnLength() + right.length() + 1 <= width) {
            rows.add(Ink.spread(left, Ink.DIM.of(right), width));
        } else {
            rows.add(left);
            rows.add(Ink.DIM.of(INDENT + right));
        }
    }

    private void failure(TestVerdict test) {
        rows.add(AttributedString.EMPTY);
        Story story = test.story();
        Story.Run broken = brokenRun(test);
        if (story != null && broken != null) {
            StoryText text = new StoryText(story, source, width);
            rows.addAll(text.rows(broken));
            if (more) {
                rows.addAll(text.more(broken));
            } else if (StoryText.isOnlyAnInterleaving(broken)) {
                rows.addAll(text.steps(broken));
            }
        } else {
            test.message()
                    .lines()
                    .filter(l -> !l.isBlank())
                    .limit(more ? Long.MAX_VALUE : MOST_MESSAGE)
                    .forEach(line -> rows.add(Ink.PLAIN.of(INDENT + line)));
        }
        blank();
    }

    private void conclusion(Verdict verdict) {
        blank();
        verdict.message()
                .lines()
                .flatMap(line -> Wrap.of(line, width - 2, INDENT).stream())
                .forEach(row -> rows.add(Ink.PLAIN.of(row)));
    }

    private void printed(String printed) {
        blank();
        rows.add(Ink.DIM.of(INDENT + "it printed"));
        List<String> lines = printed.lines().toList();
        int shown = more ? lines.size() : Math.min(MOST_PRINTED, lines.size());
        lines.subList(0, shown).forEach(line -> rows.add(Ink.DIM.of(INDENT + line)));
        if (shown < lines.size()) {
            int left = lines.size() - shown;
            rows.add(Ink.DIM.of(INDENT + "... and %d more lines".formatted(left)));
        }
    }
}
