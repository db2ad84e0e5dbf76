package cancelsafe.site.listing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A program as the page shows it: without the lines that speak to JBang and to the build, and
 * without the tags that AsciiDoc finds its regions by.
 */
public final class SnippetText {
    private static final Pattern HEADER =
            Pattern.compile(
                    "///usr/bin/env .*|//(?:JAVA|PREVIEW|DEPS|REPOS|SOURCES|FILES|COMPILE_OPTIONS"
                            + "|RUNTIME_OPTIONS|JAVA_OPTIONS|JAVAC_OPTIONS|NATIVE_OPTIONS).*"
                            + "|// (covers|needs): .*");

    private static final Pattern TAG = Pattern.compile("\\s*// (?:tag|end)::[\\w-]+\\[\\]");

    /**
     * A line.
     *
     * @param number in the file, from 1
     */
    record Line(int number, String text) {}

    private SnippetText() {}

    /**
     * The part of a program that a reader may edit: all but its header. Its lines have the numbers
     * that they have in the file.
     *
     * @param first number of its first line in the file, from 1
     */
    public record Body(int first, String text) {}

    /** What a reader may edit: the header is not there, tags are empty lines, callouts are gone. */
    public static Body body(String source) {
        List<String> lines = source.lines().toList();
        int head = head(lines);
        String text =
                lines.stream()
                        .skip(head)
                        .map(line -> TAG.matcher(line).matches() ? "" : line)
                        .collect(Collectors.joining("\n", "", "\n"));
        return new Body(head + 1, Listing.withoutCallouts(text));
    }

    /**
     * The program with the header of {@code source} and another body, whose own lines for JBang,
     * such as {@code //DEPS}, count as well.
     */
    public static String withBody(String source, String body) {
        List<String> lines = source.lines().toList();
        return Stream.concat(lines.stream().limit(head(lines)), Stream.of(body))
                .collect(Collectors.joining("\n"));
    }

    private static int head(List<String> lines) {
        int head = 0;
        while (head < lines.size()
                && (lines.get(head).isBlank() || HEADER.matcher(lines.get(head)).matches())) {
            head++;
        }
        return head;
    }

    /** The lines that are shown. */
    static List<Line> lines(String source) {
        List<String> lines = source.lines().toList();
        return IntStream.range(head(lines), lines.size())
                .mapToObj(i -> new Line(i + 1, lines.get(i)))
                .filter(line -> !TAG.matcher(line.text()).matches())
                .toList();
    }

    /** The lines that are shown, as one text. */
    public static String shown(String source) {
        return lines(source).stream().map(Line::text).collect(Collectors.joining("\n"));
    }
}
