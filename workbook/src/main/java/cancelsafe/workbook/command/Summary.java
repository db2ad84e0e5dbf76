package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.worker.ForeignText;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Verdicts as a table in Markdown, for the page of a course. */
final class Summary {
    private Summary() {}

    /** Adds the table to a file. */
    static void append(List<Kata> katas, List<Verdict> verdicts, Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.write(
                file, lines(katas, verdicts), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> lines(List<Kata> katas, List<Verdict> verdicts) {
        long solved = verdicts.stream().filter(Verdict::passed).count();
        List<String> lines = new ArrayList<>();
        lines.add("## %d of %d katas solved".formatted(solved, verdicts.size()));
        lines.add("");
        lines.add("| kata | state | what failed |");
        lines.add("| --- | --- | --- |");
        for (int n = 0; n < verdicts.size(); n++) {
            lines.add(row(katas.get(n), verdicts.get(n)));
        }
        return lines;
    }

    private static String row(Kata kata, Verdict verdict) {
        String says =
                verdict.passed()
                        ? ""
                        : verdict.failures().isEmpty()
                                ? firstLine(verdict.message())
                                : verdict.failures().stream()
                                        .map(TestVerdict::name)
                                        .map(name -> "`" + name.replaceAll("[^\\w.$]", "?") + "`")
                                        .collect(Collectors.joining(", "));
        String resembles =
                verdict.resembles() == null ? "" : "; behaves like " + verdict.resembles();
        return "| %s %s | %s | %s%s |"
                .formatted(
                        kata.number(),
                        kata.id(),
                        verdict.passed() ? "solved" : "open",
                        says,
                        resembles);
    }

    private static String firstLine(String text) {
        return ForeignText.markdown(text.lines().findFirst().orElse(""));
    }
}
