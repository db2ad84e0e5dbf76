package cancelsafe.site;

import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.site.chapter.Typesetter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What can be found, as a script that a page loads when its reader begins to search: sections,
 * katas, programs, words of the glossary, and the rows of the tables, so that {@code
 * FileChannel.write} leads to what was measured of it.
 */
final class SearchIndex {
    private static final Pattern SECTION =
            Pattern.compile("<h([23]) id=\"([^\"]+)\">(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern UNSAID =
            Pattern.compile(
                    "<(pre|svg|table|h1|figcaption)\\b.*?</\\1>|<a class=\"anchor\"[^>]*></a>",
                    Pattern.DOTALL);
    private static final Pattern TERM =
            Pattern.compile("<dt id=\"([^\"]+)\">(.*?)</dt>\\s*<dd>(.*?)</dd>", Pattern.DOTALL);
    private static final Pattern PROGRAM =
            Pattern.compile("<span class=\"l\" id=\"(([A-Z]\\w+)-L\\d+)\">");
    private static final Pattern TAG = Pattern.compile("<[^>]+>");

    /**
     * Something that can be found.
     *
     * @param kind what it is, in one word
     * @param title its name
     * @param href where it is, from the cover's folder
     * @param text what else is said there
     */
    record Entry(String kind, String title, String href, String text) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Puts in a chapter: its sections, programs, words and rows. */
    void add(Chapter chapter, Typesetter.Text text) {
        String page = chapter.folder() + ".html";
        List<MatchResult> sections = SECTION.matcher(text.html()).results().toList();
        int end = sections.isEmpty() ? text.html().length() : sections.getFirst().start();
        entries.add(
                new Entry("chapter", chapter.title(), page, textOf(text.html().substring(0, end))));
        for (int i = 0; i < sections.size(); i++) {
            MatchResult section = sections.get(i);
            int to = i + 1 < sections.size() ? sections.get(i + 1).start() : text.html().length();
            entries.add(
                    new Entry(
                            "section",
                            textOf(section.group(3)),
                            page + "#" + section.group(2),
                            textOf(text.html().substring(section.end(), to))));
        }
        addPrograms(page, text.html());
        TERM.matcher(text.html())
                .results()
                .forEach(
                        t ->
                                entries.add(
                                        new Entry(
                                                "word",
                                                textOf(t.group(2)),
                                                page + "#" + t.group(1),
                                                textOf(t.group(3)))));
        text.rows()
                .forEach(
                        r ->
                                entries.add(
                                        new Entry(
                                                "row", r.title(), page + "#" + r.id(), r.said())));
    }

    private void addPrograms(String page, String html) {
        List<String> seen = new ArrayList<>();
        PROGRAM.matcher(html)
                .results()
                .filter(p -> !seen.contains(p.group(2)))
                .forEach(
                        p -> {
                            seen.add(p.group(2));
                            entries.add(
                                    new Entry("program", p.group(2), page + "#" + p.group(1), ""));
                        });
    }

    /** Puts in a kata. */
    void add(Kata kata) {
        entries.add(
                new Entry(
                        "kata",
                        kata.number() + " " + kata.id() + ": " + kata.title().replace("`", ""),
                        "kata/" + kata.id() + ".html",
                        (kata.task() + " " + kata.invariant())
                                .replace("`", "")
                                .replaceAll("\\s+", " ")
                                .strip()));
    }

    private static String textOf(String html) {
        return TAG.matcher(UNSAID.matcher(html).replaceAll(" "))
                .replaceAll("")
                .replaceAll("&#8217;|&#x2019;", "’")
                .replaceAll("&#8201;|&#8203;", "")
                .replace("&#8212;", "—")
                .replace("&#8230;", "…")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The script. */
    String script() {
        try {
            return "window.bookIndex = "
                    + new ObjectMapper()
                            .writeValueAsString(
                                    entries.stream()
                                            .map(
                                                    e ->
                                                            List.of(
                                                                    e.kind(), e.title(), e.href(),
                                                                    e.text()))
                                            .toList())
                            .replace("],[", "],\n[")
                    + ";\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
