package cancelsafe.site.listing;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Text as HTML. */
public final class Html {
    private Html() {}

    /** The text, safe as content and as a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * Prose of {@code katas.yaml}, with code between backticks: a paragraph of several lines is a
     * list with an item for each line.
     */
    public static String prose(String text) {
        return Arrays.stream(text.strip().split("\n\n", -1))
                .map(
                        paragraph ->
                                paragraph.contains("\n") ? items(paragraph) : paragraph(paragraph))
                .collect(Collectors.joining());
    }

    private static String paragraph(String text) {
        return "<p>" + inline(text) + "</p>\n";
    }

    private static String items(String lines) {
        return lines.lines()
                .map(line -> "<li>" + inline(line) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    /** A sentence with code between backticks. */
    public static String inline(String text) {
        return escape(text.strip()).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
