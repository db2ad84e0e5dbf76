package cancelsafe.book;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms of the book. A chapter with a list marked {@code [glossary]} explains them; the text of
 * any chapter uses one as {@code term:data-race[]}, or as {@code term:data-race[data races]} in
 * other words.
 */
public final class Glossary {
    private static final Pattern USE = Pattern.compile("\\bterm:([a-z0-9-]+)\\[([^\\]]*)\\]");
    private static final Pattern ENTRY = Pattern.compile("^(\\S.*?):: .*");

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<Use> uses = new ArrayList<>();

    /** A term, the page that explains it, and where it is explained. */
    private record Entry(String term, String page, String place) {}

    /** Where a text uses the term with this id, and the entry in which it does, if it is in one. */
    private record Use(String id, String place, String within) {}

    private Glossary() {}

    /**
     * Reads the texts of all chapters.
     *
     * @throws UncheckedIOException if one cannot be read
     */
    public static Glossary of(Book book) {
        Glossary glossary = new Glossary();
        for (Chapter chapter : book.chapters()) {
            if (chapter.hasText()) {
                glossary.read(book, chapter);
            }
        }
        return glossary;
    }

    private void read(Book book, Chapter chapter) {
        List<String> lines;
        try {
            lines = Files.readAllLines(chapter.text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean explains = false;
        String within = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = "%s:%d".formatted(book.root().relativize(chapter.text()), i + 1);
            explains = explains ? !line.startsWith("== ") : line.equals("[glossary]");
            Matcher entry = ENTRY.matcher(line);
            within = explains ? within : "";
            if (explains && entry.matches()) {
                within = id(entry.group(1));
                entries.put(within, new Entry(entry.group(1), chapter.folder() + ".html", place));
            }
            for (MatchResult use : USE.matcher(line).results().toList()) {
                uses.add(new Use(use.group(1), place, within));
            }
        }
    }

    /** The id of a term: its letters and digits, in lower case, with hyphens between the words. */
    public static String id(String term) {
        return term.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** A text of AsciiDoc in which each use of a term is a link to where it is explained. */
    public String linked(String text) {
        return USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(link(use)));
    }

    /** A text of AsciiDoc in which each use of a term is its words. */
    String spelled(String text) {
        return USE.matcher(text).replaceAll(use -> Matcher.quoteReplacement(words(use)));
    }

    private String link(MatchResult use) {
        Entry entry = entries.get(use.group(1));
        return entry == null
                ? words(use)
                : "link:%s#word-%s[\"_%s_\",role=\"term\"]"
                        .formatted(entry.page, use.group(1), words(use));
    }

    private String words(MatchResult use) {
        Entry entry = entries.get(use.group(1));
        String words = use.group(2);
        return !words.isEmpty() ? words : entry == null ? use.group(1) : entry.term;
    }

    /** Terms that are used and not explained, and those that are explained and not used. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (Use use : uses) {
            if (!entries.containsKey(use.id)) {
                problems.add(use.place + ": the glossary has no entry for term:" + use.id + "[]");
            }
        }
        entries.forEach(
                (id, entry) -> {
                    if (uses.stream().noneMatch(u -> u.id.equals(id) && !u.within.equals(id))) {
                        problems.add(entry.place + ": no text uses term:" + id + "[]");
                    }
                });
        return problems;
    }
}
