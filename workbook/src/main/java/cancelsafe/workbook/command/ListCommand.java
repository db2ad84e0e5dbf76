package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Ink;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

@Command(name = "list", description = "Chapters and katas, and how far you are.")
final class ListCommand implements Callable<Integer> {
    private final Desk desk;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    ListCommand(Desk desk) {
        this.desk = desk;
    }

    /** A kata as it stands in the list. */
    private record Row(
            String id,
            String chapter,
            String number,
            String kind,
            String title,
            int difficulty,
            String file,
            State state) {}

    @Override
    public Integer call() throws IOException {
        Book book = desk.book();
        Progress progress = desk.progress(book);
        if (json) {
            List<Row> rows = new ArrayList<>();
            for (Kata kata : book.katas()) {
                rows.add(row(book, kata, progress.of(kata)));
            }
            desk.printJson(rows);
        } else {
            for (Chapter chapter : book.chapters()) {
                if (!chapter.katas().isEmpty()) {
                    print(chapter, progress);
                }
            }
            desk.print("");
            desk.print(" %d of %d solved".formatted(progress.solved(), book.katas().size()));
        }
        return Exit.RIGHT;
    }

    private static Row row(Book book, Kata kata, State state) {
        return new Row(
                kata.id(),
                kata.chapter(),
                kata.number(),
                kata.kind().name().toLowerCase(Locale.ROOT),
                kata.title(),
                kata.difficulty(),
                book.root().relativize(kata.exercise()).toString(),
                state);
    }

    private void print(Chapter chapter, Progress progress) throws IOException {
        desk.print("");
        desk.print(Ink.STRONG.of(" " + chapter.number() + " " + chapter.title()));
        Kata current = progress.current();
        for (Kata kata : chapter.katas()) {
            State state = progress.of(kata);
            Ink ink =
                    switch (state) {
                        case SOLVED -> Ink.KEPT;
                        case FAILING, REOPENED -> Ink.CANCEL;
                        case UNTRIED -> Ink.DIM;
                    };
            desk.print(
                    Ink.line(
                            Ink.PLAIN.of(kata.equals(current) ? " > " : "   "),
                            Ink.PLAIN.of("%-5s%-22s".formatted(kata.number(), kata.id())),
                            ink.of("%-9s".formatted(state.word())),
                            Ink.PLAIN.of(kata.title())));
        }
    }
}
