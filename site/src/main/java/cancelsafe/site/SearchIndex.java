package cancelsafe.site;

import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.site.chapter.Typesetter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What can be found, as a script that a page loads when its reader begins to search: sections,
 * katas, programs, words of the glossary, and the rows of the tables, so that {@code
 * FileChannel.write} leads to what was measured of it. With it come the words that readers type and
 * the book does not use.
 */
final class SearchIndex {
    private static final Pattern SECTION =
            Pattern.compile("<h([23]) id=\"([^\"]+)\">(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern UNSAID =
            Pattern.compile(
                    "<(pre|svg|h1|figcaption|cancel-scrub)\\b.*?</\\1>"
                            + "|<figure class=\"data.*?</figure>|<a class=\"anchor\"[^>]*></a>"
                            + "|<div class=\"dlist glossary\">.*?</dl>|</(?:td|th|p|li|dd|dt)>",
                    Pattern.DOTALL);
    private static final Pattern ASIDE =
            Pattern.compile(
                    "<div class=\"paragraph (?:trap|margin)\">.*?</div>"
                            + "|<div class=\"dlist glossary\">.*?</dl>",
                    Pattern.DOTALL);
    private static final Pattern STRESSED =
            Pattern.compile("<(em)\\b[^>]*>(.*?)</\\1>", Pattern.DOTALL);
    private static final Pattern LISTING =
            Pattern.compile("<span class=\"c\">(.*?)\n", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("\\p{L}[\\p{L}\\p{N}]{3,}");
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
     * @param stressed the terms that it explains or uses, one after the other
     * @param beside words that are not said but stand there, in code or folded away
     */
    record Entry(
            String kind, String title, String href, String text, String stressed, String beside) {
        Entry(String kind, String title, String href, String text) {
            this(kind, title, href, text, "", "");
        }

        private List<String> packed() {
            List<String> all = List.of(kind, title, href, text, stressed, beside);
            int used = all.size();
            while (used > 4 && all.get(used - 1).isEmpty()) {
                used--;
            }
            return all.subList(0, used);
        }
    }

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
            entries.add(section(chapter, section, text.html().substring(section.end(), to)));
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

    /** A section; one that each chapter has is told apart by the chapter's name. */
    private static Entry section(Chapter chapter, MatchResult heading, String html) {
        String title = textOf(heading.group(3));
        String text = textOf(html);
        String stressed =
                distinct(
                        STRESSED.matcher(ASIDE.matcher(html).replaceAll(""))
                                .results()
                                .map(m -> textOf(m.group(2))));
        String said = (text + " ").toLowerCase(Locale.ROOT);
        Stream<String> names =
                LISTING.matcher(html)
                        .results()
                        .flatMap(l -> NAME.matcher(textOf(l.group(1))).results())
                        .map(MatchResult::group)
                        .filter(name -> !said.contains(name.toLowerCase(Locale.ROOT)));
        return new Entry(
                "section",
                title.equals("Card") ? "Card: " + chapter.title() : title,
                chapter.folder() + ".html#" + heading.group(2),
                text,
                stressed,
                distinct(names));
    }

    private static String distinct(Stream<String> words) {
        return words.distinct().collect(Collectors.joining(" "));
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
                        plain(kata.task() + " " + kata.invariant()),
                        "",
                        distinct(
                                NAME.matcher(plain(String.join(" ", kata.hints())))
                                        .results()
                                        .map(MatchResult::group))));
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

    private static String plain(String text) {
        return text.replace("`", "").replaceAll("\\s+", " ").strip();
    }

    /** The script. */
    String script() {
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("entries", entries.stream().map(Entry::packed).toList());
        index.put("synonyms", synonyms());
        try {
            return "window.bookIndex = "
                    + new ObjectMapper().writeValueAsString(index).replace("],[", "],\n[")
                    + ";\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pairs of what readers type and a list of what the book says instead. */
    private static List<List<Object>> synonyms() {
        try (InputStream in =
                Objects.requireNonNull(SearchIndex.class.getResourceAsStream("synonyms.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(": ", 2))
                    .map(pair -> List.<Object>of(pair[0], List.of(pair[1].split(", "))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
