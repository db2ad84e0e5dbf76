package cancelsafe.site.listing;

import cancelsafe.book.Snippet;
import cancelsafe.site.listing.SnippetText.Line;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a text includes of a program: all of it, or the region of a tag. A region is shown by
 * itself, and the rest of a snippet can be unfolded around it.
 *
 * @param source the whole file
 * @param numbers of the lines that are included, from 1
 */
public record Excerpt(Snippet snippet, String source, Set<Integer> numbers) {
    private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[\\]");

    /** The program itself and each region of it, by the text that AsciiDoc includes. */
    public static Map<String, Excerpt> of(Snippet snippet) throws IOException {
        String source = Files.readString(snippet.source());
        List<String> lines = source.lines().toList();
        Map<String, Set<Integer>> regions = new HashMap<>();
        Set<String> open = new HashSet<>();
        for (int number = 1; number <= lines.size(); number++) {
            Matcher tag = TAG.matcher(lines.get(number - 1));
            if (!tag.matches()) {
                for (String name : open) {
                    regions.computeIfAbsent(name, n -> new HashSet<>()).add(number);
                }
            } else if (tag.group(1).equals("tag")) {
                open.add(tag.group(2));
            } else {
                open.remove(tag.group(2));
            }
        }
        Map<String, Excerpt> excerpts = new HashMap<>();
        for (Set<Integer> numbers : regions.values()) {
            String text =
                    numbers.stream()
                            .sorted()
                            .map(n -> lines.get(n - 1))
                            .collect(Collectors.joining("\n"));
            excerpts.put(key(text), new Excerpt(snippet, source, numbers));
        }
        excerpts.put(
                key(source),
                new Excerpt(
                        snippet,
                        source,
                        SnippetText.lines(source).stream()
                                .map(Line::number)
                                .collect(Collectors.toSet())));
        return excerpts;
    }

    /** AsciiDoc leaves out empty lines at both ends of a block. */
    public static String key(String included) {
        return included.strip();
    }

    /** The lines of the page: of a snippet all, of a longer program those that are included. */
    List<Line> lines() {
        boolean isWhole = Objects.requireNonNull(snippet.source().getParent()).endsWith("snippets");
        return SnippetText.lines(source).stream()
                .filter(line -> isWhole || numbers.contains(line.number()))
                .toList();
    }
}
