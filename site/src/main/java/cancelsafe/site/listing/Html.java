package cancelsafe.site.listing;

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

    /** Prose of {@code katas.yaml}: paragraphs, with code between backticks. */
    public static String prose(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : text.strip().split("\n\n", -1)) {
            html.append("<p>").append(inline(paragraph)).append("</p>\n");
        }
        return html.toString();
    }

    /** A sentence with code between backticks. */
    public static String inline(String text) {
        return escape(text.strip()).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
