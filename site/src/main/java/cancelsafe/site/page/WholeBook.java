package cancelsafe.site.page;

import cancelsafe.book.Chapter;
import cancelsafe.site.chapter.Typesetter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All chapters on one page, for printing and for the PDF. An address {@code #x} of a chapter is
 * {@code #chapter.x} here, and links between chapters stay on the page.
 */
public final class WholeBook {
    private static final Pattern ADDRESS =
            Pattern.compile("(\\sid=\"|\\shref=\"#|\\sfor=\"|\\saria-labelledby=\")([^\"]+)\"");
    private static final Pattern OTHER =
            Pattern.compile("\\shref=\"(\\d\\d-[a-z-]+)\\.html(?:#([^\"]+))?\"");

    private final Map<Chapter, String> chapters = new LinkedHashMap<>();

    /** Puts in a chapter, behind the others. */
    public void add(Chapter chapter, Typesetter.Text text) {
        chapters.put(chapter, text.html());
    }

    /** The page. */
    public String html() {
        String all =
                chapters.entrySet().stream()
                        .map(e -> chapter(e.getKey(), e.getValue()))
                        .collect(Collectors.joining());
        String main = "<p class=\"title\">Cancel-Safe Java</p>\n" + all;
        return new Layout("The whole book · Cancel-Safe Java", "The whole book", "", "", main, "")
                .html();
    }

    private static String chapter(Chapter chapter, String html) {
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
        return "<section class=\"chapter\" id=\"%s\">\n<p class=\"number\">Chapter %d</p>\n%s</section>\n"
                .formatted(
                        chapter.folder(),
                        chapter.number(),
                        OTHER.matcher(own)
                                .replaceAll(m -> Matcher.quoteReplacement(" href=\"#" + here(m))));
    }

    private static String here(MatchResult link) {
        String anchor = link.group(2);
        return link.group(1) + (anchor == null ? "" : "." + anchor) + "\"";
    }
}
