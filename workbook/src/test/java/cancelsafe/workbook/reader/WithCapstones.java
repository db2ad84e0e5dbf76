package cancelsafe.workbook.reader;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * A book in which only the last kata of each of the first two chapters with katas is a capstone.
 */
final class WithCapstones {
    private WithCapstones() {}

    static Book of(Book book) {
        List<Chapter> chapters = new ArrayList<>();
        int left = 2;
        for (Chapter chapter : book.chapters()) {
            boolean has = !chapter.katas().isEmpty() && left > 0;
            left -= has ? 1 : 0;
            List<Kata> katas = new ArrayList<>();
            for (Kata kata : chapter.katas()) {
                boolean isCapstone = has && kata.equals(chapter.katas().getLast());
                katas.add(of(kata, isCapstone ? Kind.CAPSTONE : Kind.BUILD));
            }
            chapters.add(
                    new Chapter(
                            chapter.number(),
                            chapter.folder(),
                            chapter.title(),
                            chapter.dir(),
                            List.copyOf(katas),
                            chapter.snippets()));
        }
        return new Book(book.root(), List.copyOf(chapters));
    }

    private static Kata of(Kata kata, Kind kind) {
        return new Kata(
                kata.id(),
                kata.number(),
                kind,
                kata.difficulty(),
                kata.title(),
                kata.task(),
                kata.invariant(),
                kata.hints(),
                kata.wrong(),
                kata.right(),
                kata.solved(),
                kata.covers(),
                kata.aliases(),
                kata.chapter(),
                kata.packageName(),
                kata.root());
    }
}
