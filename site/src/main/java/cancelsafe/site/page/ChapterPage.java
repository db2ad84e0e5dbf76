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
        String place = chapter.place();
        return new Layout(
                        book,
                        place,
                        place,
                        "",
                        contents(place),
                        "<p class=\"number\">" + chapter.label() + "</p>\n" + text.html(),
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
                                                        p.katas().isEmpty() ? "" : " class=\"k\"",
                                                        p.id(),
                                                        p.title()))
                        .collect(Collectors.joining());
        return Layout.contents("In this chapter", Html.escape(place), parts);
    }

    private String turn() {
        List<Chapter> written = book.chapters().stream().filter(Chapter::hasText).toList();
        int at = written.stream().map(Chapter::folder).toList().indexOf(chapter.folder());
        String before =
                at <= 0
                        ? Layout.link("index.html", "Cover", false)
                        : link(written.get(at - 1), false);
        String next =
                at + 1 < written.size()
                        ? link(written.get(at + 1), true)
                        : Layout.link(IdeasPage.NAME, IdeasPage.TITLE, true);
        return Layout.turn(before, next);
    }

    private static String link(Chapter to, boolean next) {
        return Layout.link(to.folder() + ".html", to.place(), next);
    }
}
