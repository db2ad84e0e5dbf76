package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Chapter;
import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.screen.Bar;
import cancelsafe.workbook.screen.Difference;
import cancelsafe.workbook.screen.Header;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.StoryText;
import cancelsafe.workbook.screen.VerdictText;
import cancelsafe.workbook.screen.Wrap;

import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the reader sees: one screen, drawn from what the watch mode knows. */
final class View {
    /** What stands in the middle of the screen. */
    enum Middle {
        VERDICT,
        BREAK,
        LIST,
        SOLUTION
    }

    private final Book book;

    /** How far the reader is, by id of the kata. */
    final Map<String, State> states;

    Kata kata;
    @Nullable Verdict verdict;
    boolean judging = true;
    Middle middle = Middle.VERDICT;
    boolean more;

    /** How many hints the reader has asked for. */
    int hints;

    /** Whether they are to be seen: a save folds them away. */
    boolean hinted;

    /** The kata that the list points to. */
    Kata chosen;

    int scroll;

    /** The cancellation that the reader has walked to, from 0. */
    int at;

    String note = "";

    View(Book book, Map<String, State> states, Kata kata) {
        this.book = book;
        this.states = states;
        this.kata = kata;
        this.chosen = kata;
    }

    /** Another kata, of which nothing is known yet. */
    void turnTo(Kata other) {
        kata = other;
        chosen = other;
        verdict = null;
        judging = true;
        middle = Middle.VERDICT;
        more = false;
        hints = 0;
        hinted = false;
        scroll = 0;
        note = "";
    }

    /** One hint more; those of before if they are folded away. */
    void hint() {
        middle = Middle.VERDICT;
        hints = hinted || hints == 0 ? Math.min(kata.hints().size(), hints + 1) : hints;
        hinted = true;
        scroll = Integer.MAX_VALUE;
    }

    /** The screen, exactly {@code height} rows. */
    List<AttributedString> rows(int width, int height) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(Header.title(kata, right(), width));
        rows.add(Bar.of(book, states, kata, width));
        List<AttributedString> bottom = bottom(width);
        List<AttributedString> body = body(width);
        int room = Math.max(1, height - rows.size() - bottom.size());
        if (middle == Middle.LIST) {
            scroll = body.indexOf(listed(chosen)) - room / 2;
        }
        scroll = Math.clamp(scroll, 0, Math.max(0, body.size() - room));
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
        return rows.stream()
                .map(r -> r.columnLength() > width ? r.columnSubSequence(0, width) : r)
                .limit(height)
                .toList();
    }

    private String right() {
        Verdict known = verdict;
        String count = "%d of %d".formatted(solved(), book.katas().size());
        return judging
                ? count + "  judging"
                : known == null ? count : count + "  " + known.millis() + " ms";
    }

    private long solved() {
        return states.values().stream().filter(s -> s == State.SOLVED).count();
    }

    private List<AttributedString> body(int width) {
        return switch (middle) {
            case VERDICT -> verdict(width);
            case BREAK -> broken(width);
            case LIST -> list();
            case SOLUTION -> solution(width);
        };
    }

    private List<AttributedString> verdict(int width) {
        List<AttributedString> rows = new ArrayList<>();
        Verdict known = verdict;
        if (known == null) {
            Wrap.of(kata.task(), Math.min(width, 80) - 2, "   ")
                    .forEach(row -> rows.add(Ink.PLAIN.of(row)));
        } else {
            rows.addAll(VerdictText.of(known, kata, SourceLines.of(kata.exercise()), width, more));
        }
        for (int n = 0; hinted && n < hints; n++) {
            rows.add(AttributedString.EMPTY);
            Wrap.of("Hint %d: %s".formatted(n + 1, kata.hints().get(n)), width - 2, "   ")
                    .forEach(row -> rows.add(Ink.STRONG.of(row)));
        }
        return rows;
    }

    /** A run that was cancelled, and the test that it belongs to. */
    private record Cancelled(String test, Story story, Story.Run run) {}

    private List<Cancelled> cancelled() {
        Verdict known = verdict;
        List<Cancelled> all = new ArrayList<>();
        for (TestVerdict test : known == null ? List.<TestVerdict>of() : known.tests()) {
            Story story = test.story();
            for (Story.Run run : story == null ? List.<Story.Run>of() : story.runs()) {
                if (story != null && !run.cancel().isEmpty()) {
                    all.add(new Cancelled(test.name(), story, run));
                }
            }
        }
        return all;
    }

    /** Whether there is a cancellation to walk to. */
    boolean canBeBroken() {
        return !cancelled().isEmpty();
    }

    private List<AttributedString> broken(int width) {
        List<Cancelled> all = cancelled();
        if (all.isEmpty()) {
            return List.of();
        }
        at = Math.clamp(at, 0, all.size() - 1);
        Cancelled here = all.get(at);
        StoryText text = new StoryText(here.story(), SourceLines.of(kata.exercise()), width);
        List<AttributedString> rows = new ArrayList<>();
        rows.add(
                Ink.spread(
                        Ink.STRONG.of(" " + here.test()),
                        Ink.DIM.of("%d of %d".formatted(at + 1, all.size())),
                        width));
        rows.add(
                (here.run().kept() ? Ink.KEPT : Ink.CANCEL)
                        .of((here.run().kept() ? " v " : " x ") + text.moment(here.run())));
        rows.add(AttributedString.EMPTY);
        rows.addAll(text.rows(here.run()));
        if (more) {
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
        State state = states.getOrDefault(each.id(), State.UNTRIED);
        Ink ink = each.equals(chosen) ? Ink.STRONG : state == State.SOLVED ? Ink.KEPT : Ink.PLAIN;
        return ink.of(
                " %s %-5s%-20s%-9s%s"
                        .formatted(
                                each.equals(chosen) ? ">" : " ",
                                each.number(),
                                each.id(),
                                state.word(),
                                each.title()));
    }

    private List<AttributedString> solution(int width) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(Ink.STRONG.of(" From yours (-) to the reference (+)"));
        rows.addAll(
                Difference.rows(SourceLines.of(kata.exercise()), SourceLines.of(kata.solution())));
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
        Wrap.of(note, width - 2, " ").stream()
                .filter(row -> !row.isBlank())
                .forEach(row -> rows.add(Ink.STRONG.of(row)));
        rows.add(keys(width));
        return rows;
    }

    private String whatThereIsToCompare() {
        int others = kata.right().size();
        return switch (others) {
            case 0 -> "reference";
            case 1 -> "reference and 1 other way";
            default -> "reference and %d other ways".formatted(others);
        };
    }

    private AttributedString keys(int width) {
        List<String> keys = new ArrayList<>();
        Verdict known = verdict;
        boolean solved = known != null && known.passed();
        if (middle != Middle.VERDICT) {
            keys.add(
                    switch (middle) {
                        case BREAK -> "up and down: the cancellation before and after  b back";
                        case LIST -> "up and down: choose  Enter open  l back";
                        case SOLUTION, VERDICT -> "s back";
                    });
        } else if (solved) {
            keys.add("s compare (%s)".formatted(whatThereIsToCompare()));
        } else {
            keys.add(
                    !hinted && hints > 0
                            ? "h hint again"
                            : hints < kata.hints().size()
                                    ? "h hint (%d of %d)".formatted(hints + 1, kata.hints().size())
                                    : "s solution");
        }
        Kata next = next(1);
        keys.add(solved && next != kata ? "n next: " + next.number() + " " + next.id() : "n next");
        if (middle == Middle.VERDICT && canBeBroken()) {
            keys.add("b break it");
        }
        keys.add("o open");
        if (middle == Middle.VERDICT) {
            keys.add(more ? "m less" : "m more");
        }
        keys.addAll(List.of("w page", "l list", "r reset", "p previous", "q quit"));
        while (keys.size() > 2 && String.join("  ", keys).length() + 1 > width) {
            keys.remove(keys.size() - 2);
        }
        return Ink.DIM.of(" " + String.join("  ", keys));
    }

    /** The kata that stands so many places behind this one; the same at the ends of the book. */
    Kata next(int places) {
        return next(kata, places);
    }

    /** Moves in the list. */
    void choose(int places) {
        chosen = next(chosen, places);
    }

    private Kata next(Kata from, int places) {
        int at = book.katas().indexOf(from) + places;
        return book.katas().get(Math.clamp(at, 0, book.katas().size() - 1));
    }
}
