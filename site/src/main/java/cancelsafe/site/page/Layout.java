package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.site.listing.Html;

/**
 * The frame of every page.
 *
 * @param book whose chapters the head leads to
 * @param title in the browser's tab, before the name of the book; not used on the cover
 * @param place where the reader is, at the top; empty on the cover
 * @param toRoot from the page's folder to that of the cover, such as {@code ../}
 * @param contents the column at the left, as HTML; empty for none
 * @param main the page itself, as HTML
 * @param turn the way to the pages before and behind, as HTML
 */
public record Layout(
        Book book,
        String title,
        String place,
        String toRoot,
        String contents,
        String main,
        String turn) {
    private static final String NAME = "Cancel-Safe Java";

    /** The book in a sentence. */
    public static final String DESCRIPTION =
            "A hands-on workbook for Java 25 about code that stays correct when it is cancelled at"
                    + " any point.";

    /**
     * A page in the folder of the cover that is none of the book's own.
     *
     * @param main as HTML
     */
    public static String page(Book book, String title, String main) {
        return new Layout(book, title, title, "", "", main, "").html();
    }

    /** The whole page. */
    String html() {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' file:; font-src 'self' file:; script-src 'self' file:; img-src 'self' file: data:; base-uri 'none'; form-action 'none'">
        <meta name="description" content="%10$s">
        <title>%1$s</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="%2$sassets/site.css">%8$s
        <script src="%2$sassets/theme.js"></script>
        </head>
        <body>
        <a class="skip" href="#main">Skip to the text</a>
        <header class="top"><a class="name" href="%2$sindex.html">Cancel<i>·</i>Safe Java</a><details class="contents"><summary>Contents</summary><nav aria-label="The book">%11$s</nav></details><span class="hide">%3$s</span><span class="grow"></span><button type="button" id="search" hidden>Search <kbd>/</kbd></button><button type="button" id="help" hidden>Keys <kbd>?</kbd></button><button type="button" id="theme" hidden title="Light or dark">Theme</button></header>
        <div class="page%4$s">
        %5$s<main id="main">
        %6$s</main>
        </div>
        %7$s
        <script src="%2$sassets/site.js"></script>%9$s
        </body>
        </html>
        """
                .formatted(
                        Html.escape(place.isEmpty() ? NAME : title + " · " + NAME),
                        toRoot,
                        Html.escape(place),
                        contents.isEmpty() ? " plain" : "",
                        contents,
                        main,
                        turn,
                        isHandled()
                                ? "\n<link rel=\"stylesheet\" href=\""
                                        + toRoot
                                        + "assets/scrubber.css\">"
                                : "",
                        (main.contains("<figure class=\"data") ? script("tables.js") : "")
                                + (isHandled() ? script("scrubber.js") : "")
                                + (isGame() ? script("adversary.js") : ""),
                        DESCRIPTION,
                        Contents.chapters(book, toRoot));
    }

    private boolean isHandled() {
        return main.contains("<cancel-") || isGame();
    }

    private boolean isGame() {
        return main.contains("data-level=");
    }

    private String script(String asset) {
        return "\n<script src=\"" + toRoot + "assets/" + asset + "\"></script>";
    }

    /** The column at the left of a page, folded where the window is narrow; the parts are HTML. */
    static String contents(String label, String heading, String items) {
        return """
        <nav class="toc" aria-label="%s"><details><summary>%s</summary><ol>
        %s</ol></details></nav>
        """
                .formatted(label, heading, items);
    }

    /** The foot of a page: what comes before and what comes next; empty for none. */
    static String turn(String before, String next) {
        return "<nav class=\"turn\" aria-label=\"Previous and next page\">"
                + before
                + next
                + "</nav>";
    }

    /** A link at the foot of a page. */
    static String link(String href, String text, boolean next) {
        return "<a rel=\"%s\" href=\"%s\">%s</a>"
                .formatted(
                        next ? "next" : "prev",
                        href,
                        next ? Html.escape(text) + " →" : "← " + Html.escape(text));
    }
}
