package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.site.chapter.Typesetter;
import cancelsafe.site.chapter.Typesetter.Part;
import cancelsafe.site.listing.Html;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The ways to everything in the book: each chapter with its sections, and its katas there. */
public final class Contents {
    /** The page with all sections, from the folder of the cover. */
    public static final String PAGE = "contents.html";

    /** Reads a technical text in a foreign language. */
    private static final int WORDS_A_MINUTE = 180;

    private static final int ROUNDED_TO = 5;

    private static final Pattern UNREAD =
            Pattern.compile("(?s)<(pre|svg|cancel-scrub)\\b.*?</\\1>|<[^>]+>");

    private static final Pattern AIM = Pattern.compile("<p>After this chapter you can (.*?)</p>");

    private final Book book;
    private final Map<Chapter, Typesetter.Text> texts;

    /**
     * The contents of a book.
     *
     * @param texts of the chapters that have one
     */
    public Contents(Book book, Map<Chapter, Typesetter.Text> texts) {
        this.book = book;
        this.texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** The chapters alone, for the head of every page. */
    static String chapters(Book book, String toRoot) {
        String chapters =
                book.chapters().stream()
                        .filter(Chapter::hasText)
                        .map(
                                c ->
                                        "<li><a href=\"%s%s.html\">%s</a></li>\n"
                                                .formatted(
                                                        toRoot, c.folder(), Html.escape(c.place())))
                        .collect(Collectors.joining());
        return """
        <ol>
        %s<li><a href="%s%s">All sections and katas</a></li>
        </ol>\
        """
                .formatted(chapters, toRoot, PAGE);
    }

    /** What a chapter asks of its reader, such as {@code 35 minutes to read, 9 katas}. */
    String asks(Chapter chapter) {
        int katas = chapter.katas().size();
        String counted = katas == 0 ? "" : katas == 1 ? "1 kata" : katas + " katas";
        Typesetter.Text text = texts.get(chapter);
        if (text == null) {
            return counted;
        }
        String minutes = minutes(text.html()) + " minutes to read";
        return counted.isEmpty() ? minutes : minutes + ", " + counted;
    }

    private static long minutes(String html) {
        long words = UNREAD.matcher(html).replaceAll(" ").strip().split("\\s+").length;
        long minutes = Math.round((double) words / WORDS_A_MINUTE / ROUNDED_TO) * ROUNDED_TO;
        return Math.max(ROUNDED_TO, minutes);
    }

    /**
     * What the reader of a chapter can do afterwards, as HTML; empty if the chapter says nothing.
     */
    Optional<String> aim(Chapter chapter) {
        return Optional.ofNullable(texts.get(chapter))
                .flatMap(text -> AIM.matcher(text.html()).results().findFirst())
                .map(m -> m.group(1).replaceAll("</?a\\b[^>]*>", ""));
    }

    /** The section that leads to a kata. */
    Optional<Part> section(Kata kata) {
        return texts.entrySet().stream()
                .filter(text -> text.getKey().folder().equals(kata.chapter()))
                .flatMap(text -> text.getValue().parts().stream())
                .filter(part -> part.katas().contains(kata.id()))
                .findFirst();
    }

    /** All chapters with their sections, as HTML for the folder of the cover. */
    private String list() {
        return book.chapters().stream()
                .filter(Chapter::hasText)
                .map(this::chapter)
                .collect(Collectors.joining("", "<ol class=\"book\">\n", "</ol>\n"));
    }

    private String chapter(Chapter chapter) {
        String page = chapter.folder() + ".html";
        Typesetter.Text text = texts.get(chapter);
        List<Part> parts = text == null ? List.of() : text.parts();
        return """
        <li><a href="%s">%s</a> <small>%s</small>
        <ol>
        %s</ol></li>
        """
                .formatted(
                        page,
                        Html.escape(chapter.place()),
                        asks(chapter),
                        parts.stream()
                                .filter(part -> !part.isCard())
                                .map(part -> section(page, part))
                                .collect(Collectors.joining()));
    }

    private String section(String page, Part part) {
        String katas =
                part.katas().stream()
                        .flatMap(id -> book.kata(id).stream())
                        .map(
                                k ->
                                        " <a class=\"k\" href=\"kata/%s.html\">kata %s</a>"
                                                .formatted(k.id(), k.number()))
                        .collect(Collectors.joining());
        return "<li><a href=\"%s#%s\">%s</a>%s</li>\n"
                .formatted(page, part.id(), part.title(), katas);
    }

    /** The page. */
    public String html() {
        return new Layout(
                        book,
                        "Contents",
                        "Contents",
                        "",
                        "",
                        "<h1>Contents</h1>\n" + list(),
                        Layout.turn(Layout.link("index.html", "Cover", false), begin(book)))
                .html();
    }

    /** The way to the first page after the cover; empty if nothing is written. */
    static String begin(Book book) {
        return book.chapters().stream()
                .filter(Chapter::hasText)
                .findFirst()
                .map(c -> Layout.link(c.folder() + ".html", c.place(), true))
                .orElse("");
    }

    /** The same list as a script, for the head of the pages. */
    public String script() {
        return "window.bookContents = `"
                + list().replace("\\", "\\\\").replace("`", "\\`")
                + "`;\n";
    }
}
