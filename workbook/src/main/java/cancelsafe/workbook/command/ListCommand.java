package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.Tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

@Command(name = "list", description = "Lists the chapters and katas, and your progress.")
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
        Map<String, State> states = progress.states();
        if (json) {
            List<Row> rows = new ArrayList<>();
            for (Kata kata : book.katas()) {
                rows.add(row(book, kata, state(states, kata)));
            }
            desk.printJson(rows);
        } else {
            Kata current = progress.current();
            for (Chapter chapter : book.chapters()) {
                if (!chapter.katas().isEmpty()) {
                    print(chapter, states, current);
                }
            }
            desk.print("");
            desk.print(summary(new Tally(states), book.katas().size()));
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

    private static State state(Map<String, State> states, Kata kata) {
        return states.getOrDefault(kata.id(), State.UNTRIED);
    }

    private static String summary(Tally tally, int all) {
        String solved = " %d of %d solved".formatted(tally.solved(), all);
        return tally.known() == 0
                ? solved
                : solved
                        + ", %d more count as known from the capstones of their chapters"
                                .formatted(tally.known());
    }

    private void print(Chapter chapter, Map<String, State> states, Kata current) {
        desk.print("");
        desk.print(Ink.STRONG.of(" " + chapter.number() + " " + chapter.title()));
        for (Kata kata : chapter.katas()) {
            State state = state(states, kata);
            Ink ink =
                    switch (state) {
                        case SOLVED, KNOWN -> Ink.KEPT;
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
