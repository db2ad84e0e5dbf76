package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.book.TestName;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Bar;
import cancelsafe.workbook.screen.Difference;
import cancelsafe.workbook.screen.Header;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.ReadOn;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.StoryText;
import cancelsafe.workbook.screen.Tally;
import cancelsafe.workbook.screen.VerdictText;
import cancelsafe.workbook.screen.Wrap;
import cancelsafe.workbook.watch.WatchState.Cancelled;
import cancelsafe.workbook.watch.WatchState.Hints;
import cancelsafe.workbook.watch.WatchState.Middle;
import cancelsafe.workbook.watch.WatchState.Panel;

import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One screen: a pure function of the state, the answer's text on disk, and the size. */
final class View {
    private final WatchState state;
    private final Book book;
    private final Kata kata;
    private final Panel panel;
    private final Hints hints;
    private final @Nullable Verdict verdict;

    private View(WatchState state) {
        this.state = state;
        book = state.book();
        kata = state.kata();
        panel = state.panel();
        hints = state.hints();
        verdict = state.judgement().verdict();
    }

    /**
     * A screen.
     *
     * @param scroll rows of the middle that are above it
     */
    record Picture(List<AttributedString> rows, int scroll) {}

    /** Draws {@code state} in exactly {@code height} rows. */
    static Picture of(WatchState state, int width, int height) {
        return new View(state).picture(width, height);
    }

    private Picture picture(int width, int height) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(Header.title(kata, right(), width));
        rows.add(Bar.of(book, state.states(), kata, width));
        List<AttributedString> bottom = bottom(width);
        List<AttributedString> body = body(width);
        int room = Math.max(1, height - rows.size() - bottom.size());
        int wanted =
                panel.middle() == Middle.LIST
                        ? body.indexOf(listed(panel.chosen())) - room / 2
                        : panel.scroll();
        int scroll = Math.clamp(wanted, 0, Math.max(0, body.size() - room));
        List<AttributedString> shown =
                new ArrayList<>(body.subList(scroll, Math.min(body.size(), scroll + room)));
        if (scroll + room < body.size()) {
            shown.set(shown.size() - 1, Ink.DIM.of("   ... (down for more)"));
        }
        rows.addAll(shown);
        while (rows.size() < height - bottom.size()) {
            rows.add(AttributedString.EMPTY);
        }
        rows.addAll(bottom);
        return new Picture(
                rows.stream()
                        .map(r -> r.columnLength() > width ? r.columnSubSequence(0, width) : r)
                        .limit(height)
                        .toList(),
                scroll);
    }

    private String right() {
        Verdict known = verdict;
        String count = new Tally(state.states()).describe(book.katas().size());
        return state.judgement().running()
                ? count + "  judging, Esc stops"
                : known == null ? count : count + "  " + known.millis() + " ms";
    }

    private List<AttributedString> body(int width) {
        return switch (panel.middle()) {
            case VERDICT -> verdict(width);
            case TASK -> task(width);
            case CANCELLATIONS -> cancellations(width);
            case LIST -> list();
            case SOLUTION -> solution(width);
        };
    }

    private List<AttributedString> verdict(int width) {
        List<AttributedString> rows = new ArrayList<>();
        Verdict known = verdict;
        if (state.isAllDone() && state.isSolved()) {
            rows.addAll(finished(width));
        }
        if (isUntouched()) {
            rows.addAll(beginning(width));
        } else if (known == null) {
            rows.addAll(prose(Ink.PLAIN, kata.task(), width));
        }
        if (known != null) {
            List<AttributedString> text =
                    VerdictText.of(
                            known, kata, state.judgement().source(), width, panel.more(), "m");
            boolean stale = state.judgement().running();
            text.forEach(row -> rows.add(stale ? Ink.DIM.of(row.toString()) : row));
            if (known.passed() && !stale) {
                rows.add(AttributedString.EMPTY);
                rows.addAll(ReadOn.rows(book, kata, width));
            }
        }
        for (int n = 0; hints.shown() && n < hints.count(); n++) {
            rows.add(AttributedString.EMPTY);
            Wrap.of("Hint %d: %s".formatted(n + 1, kata.hints().get(n)), width - 2, "   ")
                    .forEach(row -> rows.add(Ink.STRONG.of(row)));
        }
        return rows;
    }

    /** Whether the answer is still the start. */
    private boolean isUntouched() {
        return SourceLines.of(kata.exercise()).equals(SourceLines.of(kata.start()));
    }

    private static List<AttributedString> prose(Ink ink, String text, int width) {
        return Wrap.of(text, Math.min(width, 80) - 2, "   ").stream().map(ink::of).toList();
    }

    /** What a reader sees first of a kata. */
    private List<AttributedString> beginning(int width) {
        List<AttributedString> rows = new ArrayList<>();
        if (state.isNewReader() && kata.equals(book.katas().getFirst())) {
            rows.addAll(
                    prose(
                            Ink.STRONG,
                            "Welcome. Each kata is a small class that fails its tests, most often"
                                + " when a call is cancelled. Fix it in your editor: each time you"
                                + " save the file, it is judged, and this screen shows the"
                                + " verdict.",
                            width));
            rows.add(AttributedString.EMPTY);
        }
        rows.addAll(prose(Ink.PLAIN, kata.task(), width));
        rows.addAll(
                prose(
                        Ink.STRONG,
                        "Edit and save %s (o opens it). t shows what must hold."
                                .formatted(book.root().relativize(kata.exercise())),
                        width));
        rows.add(AttributedString.EMPTY);
        return rows;
    }

    private List<AttributedString> finished(int width) {
        List<AttributedString> rows = new ArrayList<>();
        rows.addAll(
                prose(
                        Ink.KEPT,
                        whatIsDone()
                                + " l lists them; s compares your answer with the reference; the"
                                + " game on the pages (w) asks you to find the cancellations that"
                                + " break other answers.",
                        width));
        rows.add(AttributedString.EMPTY);
        return rows;
    }

    private String whatIsDone() {
        Tally tally = new Tally(state.states());
        return tally.known() == 0
                ? "You have solved all %d katas.".formatted(book.katas().size())
                : "You have solved %d katas; the other %d count as known from the capstones."
                        .formatted(tally.solved(), tally.known());
    }

    private List<AttributedString> task(int width) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(Ink.STRONG.of(" " + kata.title()));
        rows.addAll(prose(Ink.PLAIN, kata.task(), width));
        rows.add(AttributedString.EMPTY);
        rows.add(Ink.STRONG.of(" What must hold"));
        rows.addAll(prose(Ink.PLAIN, kata.invariant(), width));
        rows.add(AttributedString.EMPTY);
        rows.add(Ink.DIM.of("   " + book.root().relativize(kata.exercise())));
        return rows;
    }

    private List<AttributedString> cancellations(int width) {
        List<Cancelled> all = state.cancelled();
        if (all.isEmpty()) {
            return List.of();
        }
        int at = Math.clamp(panel.at(), 0, all.size() - 1);
        Cancelled here = all.get(at);
        StoryText text = new StoryText(here.story(), state.judgement().source(), width);
        List<AttributedString> rows = new ArrayList<>();
        rows.add(
                Ink.spread(
                        Ink.STRONG.of(" " + TestName.sentence(here.test())),
                        Ink.DIM.of("%d of %d".formatted(at + 1, all.size())),
                        width));
        rows.add(
                (here.run().kept() ? Ink.KEPT : Ink.CANCEL)
                        .of((here.run().kept() ? " v " : " x ") + text.moment(here.run())));
        rows.add(AttributedString.EMPTY);
        rows.addAll(text.rows(here.run()));
        if (panel.more()) {
            rows.addAll(text.more(here.run()));
        }
        return rows;
    }

    private List<AttributedString> list() {
        List<AttributedString> rows = new ArrayList<>();
        for (Chapter chapter : book.chapters()) {
            if (chapter.katas().isEmpty()) {
                continue;
            }
            rows.add(Ink.STRONG.of(" " + chapter.number() + " " + chapter.title()));
            for (Kata each : chapter.katas()) {
                rows.add(listed(each));
            }
        }
        return rows;
    }

    private AttributedString listed(Kata each) {
        State reached = state.reached(each);
        Ink ink =
                each.equals(panel.chosen()) ? Ink.STRONG : reached.isDone() ? Ink.KEPT : Ink.PLAIN;
        return ink.of(
                " %s %-5s%-20s%-9s%s"
                        .formatted(
                                each.equals(panel.chosen()) ? ">" : " ",
                                each.number(),
                                each.id(),
                                reached.word(),
                                each.title()));
    }

    private List<AttributedString> solution(int width) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(Ink.STRONG.of(" From yours (-) to the reference (+)"));
        List<AttributedString> changes =
                Difference.rows(SourceLines.of(kata.exercise()), SourceLines.of(kata.solution()));
        rows.addAll(changes.size() > 1 ? changes : List.of(Ink.PLAIN.of("   They are the same.")));
        for (Map.Entry<String, String> right : kata.right().entrySet()) {
            rows.add(AttributedString.EMPTY);
            rows.add(Ink.STRONG.of(" " + right.getKey()));
            Wrap.of(right.getValue(), width - 2, " ").forEach(r -> rows.add(Ink.DIM.of(r)));
            SourceLines.of(kata.rightAnswer(right.getKey()))
                    .forEach(l -> rows.add(Ink.PLAIN.of("   " + l)));
        }
        return rows;
    }

    private List<AttributedString> bottom(int width) {
        List<AttributedString> rows = new ArrayList<>();
        Wrap.of(state.note(), width - 2, " ").stream()
                .filter(row -> !row.isBlank())
                .forEach(row -> rows.add(Ink.STRONG.of(row)));
        rows.add(keys(width));
        return rows;
    }

    private String whatThereIsToCompare() {
        int others = kata.right().size();
        return switch (others) {
            case 0 -> "reference";
            case 1 -> "reference and 1 other answer";
            default -> "reference and %d other answers".formatted(others);
        };
    }

    private AttributedString keys(int width) {
        List<String> keys = new ArrayList<>();
        boolean solved = state.isSolved();
        if (panel.middle() != Middle.VERDICT) {
            keys.add(
                    switch (panel.middle()) {
                        case CANCELLATIONS -> "up and down: previous and next cancellation  b back";
                        case LIST -> "up and down: choose  Enter open  l back";
                        case TASK -> "t back";
                        case SOLUTION, VERDICT -> "s back";
                    });
        } else if (solved) {
            keys.add("s compare (%s)".formatted(whatThereIsToCompare()));
        } else {
            keys.add(
                    !hints.shown() && hints.count() > 0
                            ? "h hint again"
                            : hints.count() < kata.hints().size()
                                    ? "h hint (%d of %d)"
                                            .formatted(hints.count() + 1, kata.hints().size())
                                    : "s solution");
        }
        keys.add(
                state.following()
                        .filter(_ -> solved)
                        .map(next -> "n next: " + next.number() + " " + next.id())
                        .orElse("n next"));
        if (panel.middle() == Middle.VERDICT && !state.cancelled().isEmpty()) {
            keys.add("b break it");
        }
        keys.add("o open");
        if (panel.middle() != Middle.TASK) {
            keys.add("t task");
        }
        if (panel.middle() == Middle.VERDICT) {
            keys.add(panel.more() ? "m less" : "m more");
        }
        keys.addAll(List.of("w page", "l list", "r reset", "p previous", "q quit"));
        while (keys.size() > 2 && String.join("  ", keys).length() + 1 > width) {
            keys.remove(keys.size() - 2);
        }
        return Ink.DIM.of(" " + String.join("  ", keys));
    }
}
