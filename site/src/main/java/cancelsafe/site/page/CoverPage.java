package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.site.listing.Html;
import cancelsafe.site.listing.Listing;
import cancelsafe.site.story.Points;
import cancelsafe.site.story.RecordedStory;
import cancelsafe.site.story.Scrub;

import java.io.IOException;
import java.util.stream.Collectors;

/** The cover: what the book is, how to begin, the path through it. */
public final class CoverPage {
    private static final int FRONT = 0;
    private static final int APPENDIX = 99;

    private final Book book;
    private final Points points;
    private final Adversary adversary;

    public CoverPage(Book book, Points points, Adversary adversary) {
        this.book = book;
        this.points = points;
        this.adversary = adversary;
    }

    public String html() throws IOException {
        return new Layout("Cancel-Safe Java", "", "", "", main(), "").html();
    }

    private String main() throws IOException {
        return """
        <h1 class="cover">Cancel-Safe Java</h1>
        <p class="lead">A hands-on workbook for Java 25 about code that stays correct when it is cancelled. You repair or build small classes, the katas, in your own editor. A program, the judge, runs your class many times, cancels each run at a different point, and shows what that cancellation left behind. If several threads use the class, the judge tries many interleavings of their steps.</p>
        %s
        <h2>Start</h2>
        %s
        <p>The command needs JDK 25 and Maven, and tells you if one is missing. It builds the workbook once and opens the first kata. Save your answer and read the verdict.</p>
        <h2>Chapters</h2>
        %s<p>The book has %s so far, and each chapter builds on the ones before it.</p>
        <ol class="path">
        %s</ol>
        %s<p>For printing, there is the <a href="book.html">whole text on one page</a>.</p>
        """
                .formatted(
                        example(),
                        Listing.text("In a terminal, in the folder of the book", "./kata"),
                        beside(FRONT, "How the book works, with a first kata in five minutes: "),
                        counted(book.katas().size()),
                        book.chapters().stream()
                                .filter(c -> c.number() > FRONT && c.number() < APPENDIX)
                                .map(this::chapter)
                                .collect(Collectors.joining()),
                        beside(APPENDIX, "Reference: "));
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
        <p><a href="kata/%s.html">Repair it in kata %s</a>%s</p>
        """
                .formatted(
                        RecordedStory.of(kata, Kata.START)
                                .map(story -> new Scrub(story, points, "").open())
                                .orElse(""),
                        kata.id(),
                        kata.number(),
                        adversary.isEmpty()
                                ? ""
                                : ", or <a href=\"%s\">break other classes that look right</a>"
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
