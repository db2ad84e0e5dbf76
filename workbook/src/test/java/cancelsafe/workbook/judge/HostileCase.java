package cancelsafe.workbook.judge;

import cancelsafe.book.Book;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A row of {@code src/test/resources/hostile/expected.tsv}.
 *
 * @param name of the file, without its ending
 * @param kata its number
 * @param expected the verdict in a word
 * @param says a part of what is said of it
 */
record HostileCase(String name, String kata, String expected, String says) {
    private static final Path CASES = Path.of("src/test/resources/hostile");
    private static final int MOST_CHARACTERS = 3_000;

    /** All of them. */
    static List<HostileCase> all() throws IOException {
        return Files.readAllLines(CASES.resolve("expected.tsv")).stream()
                .skip(1)
                .map(row -> row.split("\t", -1))
                .map(c -> new HostileCase(c[0], c[1], c[2], c[3].replace("\\n", "\n")))
                .toList();
    }

    /** Its answer. */
    Answer answer(Book book) {
        return answer(book, CASES.resolve(name + ".java"));
    }

    /** Its answer, where that is no file of the table's folder. */
    Answer answer(Book book, Path file) {
        return new Answer(book.kata(kata).orElseThrow(), file);
    }

    /** A verdict in a word. */
    static String word(Verdict verdict) {
        return verdict.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All that a verdict says, or the beginning of it. */
    static String describe(Verdict verdict) {
        StringBuilder said = new StringBuilder(verdict.message());
        verdict.problems().forEach(p -> said.append('\n').append(p.message()));
        verdict.failures().forEach(t -> said.append('\n').append(t.message()));
        return said.length() > MOST_CHARACTERS
                ? said.substring(0, MOST_CHARACTERS)
                : said.toString();
    }
}
