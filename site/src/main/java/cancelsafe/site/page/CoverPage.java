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

    /** What a reader of a clone types. */
    public static final String COMMAND = "./kata";

    private static final String IN_A_TERMINAL = "In a terminal, in the folder of the book";

    private final Book book;
    private final Points points;
    private final Contents contents;
    private final Adversary adversary;

    public CoverPage(Book book, Points points, Contents contents, Adversary adversary) {
        this.book = book;
        this.points = points;
        this.contents = contents;
        this.adversary = adversary;
    }

    public String html() throws IOException {
        return new Layout(
                        book,
                        "Cancel-Safe Java",
                        "",
                        "",
                        "",
                        main(),
                        Layout.turn("", Contents.begin(book)))
                .html();
    }

    private String main() throws IOException {
        return """
        <h1 class="cover">Cancel-Safe Java</h1>
        <p class="lead">A hands-on workbook for Java 25 about code that stays correct when it is cancelled. You repair or build small classes, the katas, in your own editor. A program, the judge, runs your class many times, cancels each run at a different point, and shows what that cancellation left behind.</p>
        %s
        <h2>A cancellation bug in a released library</h2>
        <p>In Apache HttpClient 5.2, a thread that was interrupted while it waited for a connection left that connection leased, and no code gave it back. After one such interrupt, a pool of one connection was of no use. <a href="https://github.com/apache/httpcomponents-client/pull/394">apache/httpcomponents-client, pull request 394</a> repaired it in 5.2.1. The lab of this book interrupts a thread at each point and finds this fault in 5.2, but not in 5.2.1.</p>
        <h2>Start</h2>
        %s
        <p>The command needs JDK 25 and Maven, and tells you if one is missing. It builds the workbook once and opens the first kata. Save your answer and read the verdict.</p>
        <h2>Chapters</h2>
        %s<p>The book has %s, and each chapter builds on the ones before it. The <a href="%s">contents</a> list all sections.</p>
        <ol class="path">
        %s</ol>
        %s<p>For printing, there is the <a href="book.html">whole text on one page</a>.</p>
        """
                .formatted(
                        example(),
                        Listing.text(IN_A_TERMINAL, COMMAND),
                        beside(
                                Chapter.FRONT,
                                "How the book works, with a first kata in five minutes: "),
                        counted(book.katas().size()),
                        Contents.PAGE,
                        book.chapters().stream()
                                .filter(Chapter::isNumbered)
                                .map(this::chapter)
                                .collect(Collectors.joining()),
                        beside(Chapter.APPENDIX, "Reference: "));
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
        <p>This method moves 30 from account <i>a</i> to account <i>b</i>. Drag the slider to cancel it at a line, and watch the sum.</p>
        %s
        <p>Where must the method call the auditor, so that no cancellation loses money? <a href="kata/%s.html">Repair the method in kata %s</a>%s.</p>
        """
                .formatted(
                        RecordedStory.of(kata, Kata.START)
                                .map(story -> new Scrub(story, points, "").shown())
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
        return "<li value=\"%d\"><b>%s</b><p>%s</p><small>%s</small></li>\n"
                .formatted(
                        chapter.number(),
                        name,
                        contents.aim(chapter).map(aim -> "You will be able to " + aim).orElse(""),
                        chapter.hasText() ? contents.asks(chapter) : "not written yet");
    }
}
