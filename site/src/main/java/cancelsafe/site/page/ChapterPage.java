package cancelsafe.site.page;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.site.chapter.Typesetter;
import cancelsafe.site.listing.Html;

import java.util.List;
import java.util.stream.Collectors;

/** A chapter: its contents, its text, its margin notes. */
public final class ChapterPage {
    private final Book book;
    private final Chapter chapter;
    private final Typesetter.Text text;

    public ChapterPage(Book book, Chapter chapter, Typesetter.Text text) {
        this.book = book;
        this.chapter = chapter;
        this.text = text;
    }

    public String html() {
        String place = chapter.number() + " " + chapter.title();
        return new Layout(
                        place + " · Cancel-Safe Java",
                        place,
                        "",
                        contents(place),
                        "<p class=\"number\">Chapter " + chapter.number() + "</p>\n" + text.html(),
                        turn())
                .html();
    }

    private String contents(String place) {
        String parts =
                text.parts().stream()
                        .map(
                                p ->
                                        "<li><a%s href=\"#%s\">%s</a></li>\n"
                                                .formatted(
                                                        p.hasKata() ? " class=\"k\"" : "",
                                                        p.id(),
                                                        p.title()))
                        .collect(Collectors.joining());
        return "<nav class=\"toc\" aria-label=\"In this chapter\"><b>%s</b><ol>\n%s</ol></nav>\n"
                .formatted(Html.escape(place), parts);
    }

    private String turn() {
        List<Chapter> written = book.chapters().stream().filter(Chapter::hasText).toList();
        int at = written.stream().map(Chapter::folder).toList().indexOf(chapter.folder());
        String before =
                at <= 0
                        ? Layout.link("index.html", "Cover", false)
                        : link(written.get(at - 1), false);
        return Layout.turn(before, at + 1 < written.size() ? link(written.get(at + 1), true) : "");
    }

    private static String link(Chapter to, boolean next) {
        return Layout.link(to.folder() + ".html", to.number() + " " + to.title(), next);
    }
}
