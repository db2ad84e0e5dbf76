package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.reader.Track;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the watch mode knows: all that {@link View} draws, and all that {@link Reducer} changes.
 *
 * @param track which katas follow each other
 * @param states how far the reader is, by id of the kata
 * @param kata the kata that is judged when it is saved
 * @param note a sentence for the reader, or empty
 * @param asked the key that must be pressed again to take effect, or null
 * @param pages where the pages of the book are served, or null while they are being built
 */
record WatchState(
        Book book,
        Track track,
        Map<String, State> states,
        Kata kata,
        Judgement judgement,
        Panel panel,
        Hints hints,
        String note,
        @Nullable Key asked,
        @Nullable URI pages) {
    WatchState {
        states = Map.copyOf(states);
    }

    /**
     * The newest run.
     *
     * @param run its number; results of runs with other numbers are stale
     * @param verdict of the newest run that has one; null if no run of this kata has
     * @param source the lines that the verdict is on
     */
    record Judgement(int run, boolean running, @Nullable Verdict verdict, List<String> source) {
        /** The same verdict, while a run is under way. */
        Judgement during(int other) {
            return new Judgement(other, true, verdict, source);
        }

        /** The same verdict, and no run is under way. */
        Judgement idle() {
            return new Judgement(run, false, verdict, source);
        }
    }

    /** What the middle of the screen shows. */
    enum Middle {
        VERDICT,
        TASK,
        CANCELLATIONS,
        LIST,
        SOLUTION
    }

    /**
     * The middle of the screen.
     *
     * @param chosen the kata that the list points to
     * @param at the cancellation that is shown, from 0
     * @param scroll rows above the screen
     */
    record Panel(Middle middle, Kata chosen, int at, int scroll, boolean more) {
        static Panel of(Kata kata) {
            return new Panel(Middle.VERDICT, kata, 0, 0, false);
        }

        Panel show(Middle other) {
            return new Panel(other, chosen, at, 0, more);
        }

        /** Shows {@code other}, or the verdict if it was shown already. */
        Panel toggle(Middle other) {
            return show(middle == other ? Middle.VERDICT : other);
        }

        Panel choose(Kata other) {
            return new Panel(middle, other, at, scroll, more);
        }

        Panel moveTo(int cancellation) {
            return new Panel(middle, chosen, cancellation, scroll, more);
        }

        Panel scrollTo(int row) {
            return new Panel(middle, chosen, at, Math.max(0, row), more);
        }

        Panel toggleMore() {
            return new Panel(middle, chosen, at, 0, !more);
        }
    }

    /**
     * The hints that the reader has asked for.
     *
     * @param shown false if a save has folded them
     */
    record Hints(int count, boolean shown) {
        static final Hints NONE = new Hints(0, false);

        /** One more; those that were folded first. */
        Hints next(Kata kata) {
            boolean more = shown || count == 0;
            return new Hints(more ? Math.min(kata.hints().size(), count + 1) : count, true);
        }

        Hints fold() {
            return new Hints(count, false);
        }
    }

    /** A run that was cancelled, and the test that it belongs to. */
    record Cancelled(String test, Story story, Story.Run run) {}

    /** Nothing has been judged yet. */
    static WatchState start(Book book, Track track, Map<String, State> states, Kata kata) {
        return new WatchState(
                book,
                track,
                states,
                kata,
                new Judgement(0, false, null, List.of()),
                Panel.of(kata),
                Hints.NONE,
                "",
                null,
                null);
    }

    /** Another kata, of which nothing is known yet; its first run is asked for. */
    WatchState turnTo(Kata other) {
        return new WatchState(
                book,
                track,
                states,
                other,
                new Judgement(judgement.run + 1, true, null, List.of()),
                Panel.of(other),
                Hints.NONE,
                "",
                asked,
                pages);
    }

    WatchState with(Judgement other) {
        return new WatchState(book, track, states, kata, other, panel, hints, note, asked, pages);
    }

    WatchState with(Panel other) {
        return new WatchState(
                book, track, states, kata, judgement, other, hints, note, asked, pages);
    }

    WatchState with(Hints other) {
        return new WatchState(
                book, track, states, kata, judgement, panel, other, note, asked, pages);
    }

    WatchState noting(String other) {
        return new WatchState(
                book, track, states, kata, judgement, panel, hints, other, asked, pages);
    }

    WatchState asking(@Nullable Key key) {
        return new WatchState(book, track, states, kata, judgement, panel, hints, note, key, pages);
    }

    WatchState servedAt(URI address) {
        return new WatchState(
                book, track, states, kata, judgement, panel, hints, note, asked, address);
    }

    WatchState marking(Kata marked, State state) {
        Map<String, State> others = new HashMap<>(states);
        others.put(marked.id(), state);
        return reaching(others);
    }

    WatchState reaching(Map<String, State> others) {
        return new WatchState(
                book, track, others, kata, judgement, panel, hints, note, asked, pages);
    }

    /** How far the reader is with this kata. */
    State reached(Kata of) {
        return states.getOrDefault(of.id(), State.UNTRIED);
    }

    /** Whether there is no kata left that has to be solved. */
    boolean isAllDone() {
        return book.katas().stream().allMatch(each -> reached(each).isDone());
    }

    /** Whether no kata has been solved yet. */
    boolean isNewReader() {
        return book.katas().stream().noneMatch(each -> reached(each).wasSolved());
    }

    /** Whether the newest verdict is green. */
    boolean isSolved() {
        Verdict known = judgement.verdict;
        return known != null && known.passed();
    }

    /** The kata that follows on the reader's track; empty if none does. */
    Optional<Kata> following() {
        return track.next(book, states, kata);
    }

    /** The kata so many places behind {@code from}; the first or last of the book at its ends. */
    Kata next(Kata from, int places) {
        int index = book.katas().indexOf(from) + places;
        return book.katas().get(Math.clamp(index, 0, book.katas().size() - 1));
    }

    /** The runs of the newest verdict in which something was cancelled. */
    List<Cancelled> cancelled() {
        return tests().stream()
                .flatMap(
                        test -> {
                            Story story = test.story();
                            return story == null
                                    ? Stream.<Cancelled>empty()
                                    : story.runs().stream()
                                            .filter(run -> !run.cancel().isEmpty())
                                            .map(run -> new Cancelled(test.name(), story, run));
                        })
                .toList();
    }

    /** The line of the answer to open in an editor, from 1. */
    int lineToEdit() {
        Verdict known = judgement.verdict;
        if (known == null) {
            return 1;
        }
        if (!known.problems().isEmpty()) {
            return Math.max(1, (int) known.problems().getFirst().line());
        }
        return known.failures().stream()
                .map(TestVerdict::story)
                .filter(story -> story != null)
                .flatMap(story -> story.points().stream())
                .filter(point -> point.file().equals(kata.id() + ".java"))
                .map(Story.Point::line)
                .findFirst()
                .orElse(1);
    }

    private List<TestVerdict> tests() {
        Verdict known = judgement.verdict;
        return known == null ? List.of() : known.tests();
    }
}
