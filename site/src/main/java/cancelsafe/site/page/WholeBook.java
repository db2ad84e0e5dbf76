package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.site.chapter.Typesetter;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All chapters and katas on one page, for printing and for the PDF. An address {@code #x} of a
 * chapter is {@code #chapter.x} here, a kata is {@code #kata/Name}, and links between them stay on
 * the page.
 */
public final class WholeBook {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\sid=\"|\\shref=\"#|\\sfor=\"|\\saria-labelledby=\")([^\"]+)\"");
    private static final Pattern OTHER =
            Pattern.compile("\\shref=\"(\\d\\d-[a-z-]+|kata/\\w+)\\.html(?:#([^\"]+))?\"");

    private final Book book;
    private final Map<Chapter, String> chapters = new LinkedHashMap<>();
    private final Map<String, String> katas = new HashMap<>();

    public WholeBook(Book book) {
        this.book = book;
    }

    /** Puts in a chapter, behind the others. */
    public void add(Chapter chapter, Typesetter.Text text) {
        chapters.put(chapter, text.html());
    }

    /** Puts in a kata, behind its chapter. */
    public void add(Kata kata, KataPage page) throws IOException {
        katas.merge(kata.chapter(), page.onPaper(), String::concat);
    }

    /** The page. */
    public String html() {
        String all =
                chapters.entrySet().stream()
                        .map(e -> chapter(e.getKey(), e.getValue()))
                        .collect(Collectors.joining());
        String main = "<p class=\"title\">Cancel-Safe Java</p>\n" + all;
        return new Layout(
                        book,
                        "The whole book",
                        "The whole book",
                        "",
                        "",
                        main,
                        Layout.turn(Layout.link("index.html", "Cover", false), ""))
                .html();
    }

    private String chapter(Chapter chapter, String html) {
        String own =
                ADDRESS.matcher(html)
                        .replaceAll(
                                m ->
                                        Matcher.quoteReplacement(
                                                m.group(1)
                                                        + chapter.folder()
                                                        + "."
                                                        + m.group(2)
                                                        + "\""));
        return "<section class=\"chapter\" id=\"%s\">\n<p class=\"number\">%s</p>\n%s%s</section>\n"
                .formatted(
                        chapter.folder(),
                        chapter.label(),
                        OTHER.matcher(own)
                                .replaceAll(m -> Matcher.quoteReplacement(" href=\"#" + here(m))),
                        katas.getOrDefault(chapter.folder(), ""));
    }

    private static String here(MatchResult link) {
        String anchor = link.group(2);
        return link.group(1) + (anchor == null ? "" : "." + anchor) + "\"";
    }
}
