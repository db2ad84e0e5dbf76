package cancelsafe.site;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;

import java.io.IOException;
import java.util.stream.Collectors;

/** The cover: what the book is, how to begin, the path through it. */
final class CoverPage {
    private static final int FRONT = 0;
    private static final int APPENDIX = 99;

    private final Book book;
    private final Points points;
    private final Adversary adversary;

    CoverPage(Book book, Points points, Adversary adversary) {
        this.book = book;
        this.points = points;
        this.adversary = adversary;
    }

    String html() throws IOException {
        return new Layout("Cancel-Safe Java", "", "", "", main(), "").html();
    }

    private String main() throws IOException {
        return """
        <h1 class="cover">Cancel-Safe Java</h1>
        <p class="lead">A workbook about code that can be cancelled anywhere and still be right. You repair small programs in your own editor; each is judged by cancelling it at every point where it can be cancelled, and you see what every cancellation left behind.</p>
        %s
        <h2>Begin</h2>
        %s
        <p>It needs a JDK 25 and Maven, says so if one is missing, builds itself once, and opens the first kata. Save your answer and read the verdict.</p>
        <h2>The path</h2>
        %s<p>%s so far, in the order in which they build on each other.</p>
        <ol class="path">
        %s</ol>
        %s<p>The text is also there <a href="book.html">on one page</a>, for printing.</p>
        """
                .formatted(
                        example(),
                        Listing.text("In a terminal, in the folder of the book", "./kata"),
                        beside(FRONT, "How the book works, and a first kata in five minutes: "),
                        counted(book.katas().size()),
                        book.chapters().stream()
                                .filter(c -> c.number() > FRONT && c.number() < APPENDIX)
                                .map(this::chapter)
                                .collect(Collectors.joining()),
                        beside(APPENDIX, "To look things up: "));
    }

    /** The way to a chapter that is not on the path; empty if it is not written. */
    private String beside(int number, String what) {
        return book.chapters().stream()
                .filter(c -> c.number() == number && c.hasText())
                .map(
                        c ->
                                "<p>%s<a href=\"%s.html\">%s</a></p>\n"
                                        .formatted(what, c.folder(), Html.escape(c.title())))
                .findFirst()
                .orElse("");
    }

    private static String counted(int katas) {
        return katas == 1 ? "1 kata" : katas + " katas";
    }

    /** The method that the book is about, to be cancelled at once. */
    private String example() throws IOException {
        Kata kata = book.kata("TornTransfer").orElse(null);
        if (kata == null) {
            return "";
        }
        return """
        <p>Can this method be cancelled without losing money?</p>
        %s
        <p><a href="kata/%s.html">Mend it in kata %s</a>%s</p>
        """
                .formatted(
                        RecordedStory.of(kata, Kata.START)
                                .map(story -> new Scrub(story, points, "").open())
                                .orElse(""),
                        kata.id(),
                        kata.number(),
                        adversary.isEmpty()
                                ? ""
                                : ", or <a href=\"%s\">break other pieces that look right</a>"
                                        .formatted(Adversary.PAGE));
    }

    private String chapter(Chapter chapter) {
        String title = Html.escape(chapter.title());
        String name =
                chapter.hasText()
                        ? "<a href=\"%s.html\">%s</a>".formatted(chapter.folder(), title)
                        : "<span class=\"unwritten\">%s</span>".formatted(title);
        String katas =
                chapter.katas().stream()
                        .map(
                                k ->
                                        "<a href=\"kata/%s.html\">%s %s</a>"
                                                .formatted(k.id(), k.number(), k.id()))
                        .collect(Collectors.joining(" "));
        return "<li value=\"%d\"><b>%s</b>%s</li>\n"
                .formatted(
                        chapter.number(),
                        name,
                        katas.isEmpty()
                                ? "<small>not written yet</small>"
                                : "<small>" + katas + "</small>");
    }
}
