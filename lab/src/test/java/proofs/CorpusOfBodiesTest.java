package proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Of the bodies of the corpus every right one must pass, and every wrong one's line be named. */
@Timeout(60)
class CorpusOfBodiesTest {
    private static final String FILE = "CorpusOfBodies.java";

    private static final List<String> FIGURES = new ArrayList<>();
    private static int right;
    private static int wrong;
    private static int wrongGreen;
    private static int wrongRed;
    private static int unnamed;

    @TempDir static Path folder;

    private enum Verdict {
        GREEN,
        RED,
        RED_ELSEWHERE
    }

    static Stream<Arguments> bodies() {
        return CorpusOfBodies.examples().stream()
                .map(e -> argumentSet((e.right() ? "right: " : "wrong: ") + e.name(), e));
    }

    private static Verdict deserved(CorpusOfBodies.Example example) {
        return example.right() ? Verdict.GREEN : Verdict.RED;
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void isJudgedRightly(CorpusOfBodies.Example example) {
        String failure = failure(example);
        Verdict verdict = verdict(example, failure);
        count(example, verdict);
        assertThat(verdict).as(failure).isEqualTo(deserved(example));
    }

    private static Verdict verdict(CorpusOfBodies.Example example, String failure) {
        assertThat(failure).doesNotContain("the lab controls every call");
        if (failure.isEmpty()) {
            return Verdict.GREEN;
        }
        if (example.right()) {
            return Verdict.RED;
        }
        String guilty = Judged.line(FILE, "guilty: " + example.name());
        return names(failure, guilty) ? Verdict.RED : Verdict.RED_ELSEWHERE;
    }

    private static String failure(CorpusOfBodies.Example example) {
        try {
            Cancel.everywhere(attempt -> attempted(example, attempt));
            return "";
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void attempted(CorpusOfBodies.Example example, Attempt attempt) {
        try {
            example.test().of(attempt, Files.createTempDirectory(folder, "attempt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void count(CorpusOfBodies.Example example, Verdict verdict) {
        if (example.right()) {
            right++;
            wrongRed += verdict == Verdict.GREEN ? 0 : 1;
        } else {
            wrong++;
            wrongGreen += verdict == Verdict.GREEN ? 1 : 0;
            unnamed += verdict == Verdict.RED_ELSEWHERE ? 1 : 0;
        }
        FIGURES.add(
                "%-5s  %-12s %-40s %s%s"
                        .formatted(
                                example.right() ? "right" : "wrong",
                                example.mode(),
                                example.name(),
                                verdict.toString().toLowerCase(Locale.ROOT).replace('_', ' '),
                                verdict == deserved(example) ? "" : "  <- wrongly"));
    }

    /** By file and line in a sentence, or by the mark at the line where the signal came. */
    private static boolean names(String failure, String line) {
        String number = line.substring(line.indexOf(':') + 1);
        return Pattern.compile(Pattern.quote(line) + "\\b").matcher(failure).find()
                || Pattern.compile("(?m)^ > +" + number + "  ").matcher(failure).find();
    }

    @AfterAll
    static void theFiguresAreTold() {
        FIGURES.forEach(System.out::println);
        System.out.printf(
                "%d bodies, wrong green %d of %d, wrong red %d of %d, red without the guilty line"
                        + " %d of %d%n",
                FIGURES.size(), wrongGreen, wrong, wrongRed, right, unnamed, wrong);
    }
}
