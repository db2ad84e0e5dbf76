package cancelsafe.workbook.watch;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.reader.Track;
import cancelsafe.workbook.watch.WatchState.Hints;
import cancelsafe.workbook.watch.WatchState.Judgement;
import cancelsafe.workbook.watch.WatchState.Middle;
import cancelsafe.workbook.watch.WatchState.Panel;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Decides what an event changes and what has to be done then; does nothing itself. After the
 * reducers of Elm and Redux.
 */
final class Reducer {
    private static final int PAGE = 10;

    private Reducer() {}

    /**
     * A state and what has to be done in it.
     *
     * @param effects in the sequence in which they happen
     */
    record Step(WatchState state, List<Effect> effects) {
        static Step of(WatchState state, Effect... effects) {
            return new Step(state, List.of(effects));
        }
    }

    /** What follows from {@code event} in {@code state}. */
    static Step reduce(WatchState state, Event event) {
        return switch (event) {
            case Event.Saved(Kata kata) ->
                    saved(state.with(state.hints().fold()).with(state.panel().scrollTo(0)), kata);
            case Event.Judged(int run, Verdict verdict, List<String> source) ->
                    isStale(state, run) ? Step.of(state) : judged(state, verdict, source);
            case Event.NotJudged(int run, String why) ->
                    isStale(state, run) ? Step.of(state) : Step.of(ended(state).noting(why));
            case Event.PagesReady(URI address) -> Step.of(state.servedAt(address));
            case Event.Note(String text) -> Step.of(state.noting(text));
            case Event.WasReset(Kata kata) ->
                    Step.of(state.with(Hints.NONE).marking(kata, State.UNTRIED));
            case Event.ProgressKnown(Map<String, State> states) -> Step.of(state.reaching(states));
            case Event.Resized _ -> Step.of(state, new Effect.Redraw());
            case Event.Pressed(Key key) ->
                    pressed(state.asking(null).noting(""), key, key == state.asked());
        };
    }

    private static boolean isStale(WatchState state, int run) {
        return run != state.judgement().run();
    }

    private static WatchState ended(WatchState state) {
        return state.with(state.judgement().idle());
    }

    private static Step saved(WatchState state, Kata kata) {
        return kata.equals(state.kata()) ? judge(state) : turnTo(state, kata);
    }

    private static Step judge(WatchState state) {
        int run = state.judgement().run() + 1;
        return Step.of(
                state.with(state.judgement().during(run)), new Effect.Judge(run, state.kata()));
    }

    /** Goes to {@code kata} and judges it. */
    static Step turnTo(WatchState state, Kata kata) {
        WatchState there = state.turnTo(kata);
        return Step.of(
                there, new Effect.Choose(kata), new Effect.Judge(there.judgement().run(), kata));
    }

    private static Step judged(WatchState state, Verdict verdict, List<String> source) {
        State reached = state.reached(state.kata()).after(verdict);
        return Step.of(
                state.with(new Judgement(state.judgement().run(), false, verdict, source))
                        .noting("")
                        .marking(state.kata(), reached),
                new Effect.Remember(state.kata(), reached),
                new Effect.BuildPages());
    }

    private static Step pressed(WatchState state, Key key, boolean again) {
        Panel panel = state.panel();
        return switch (key) {
            case NEXT ->
                    state.following()
                            .map(kata -> turnTo(state, kata))
                            .orElseGet(() -> Step.of(state.noting(atTheEnd(state.track()))));
            case PREVIOUS -> previous(state);
            case HINT ->
                    Step.of(
                            state.with(state.hints().next(state.kata()))
                                    .with(panel.show(Middle.VERDICT).scrollTo(Integer.MAX_VALUE)));
            case MORE -> Step.of(state.with(panel.toggleMore()));
            case BREAK -> cancellations(state);
            case TASK -> Step.of(state.with(panel.toggle(Middle.TASK)));
            case STOP -> stop(state);
            case LIST -> Step.of(state.with(panel.choose(state.kata()).toggle(Middle.LIST)));
            case ENTER -> openListed(state);
            case SOLUTION -> solution(state, again);
            case RESET ->
                    again
                            ? Step.of(state, new Effect.Reset(state.kata()))
                            : Step.of(
                                    state.asking(Key.RESET)
                                            .noting(
                                                    "Press r again to restore the starting class; a"
                                                            + " copy of your answer is kept."));
            case PAGE -> page(state);
            case OPEN -> Step.of(state, new Effect.Edit(state.kata(), state.lineToEdit()));
            case UP -> Step.of(state.with(step(state, -1)));
            case DOWN -> Step.of(state.with(step(state, 1)));
            case PAGE_UP -> Step.of(state.with(leaf(state, -PAGE)));
            case PAGE_DOWN -> Step.of(state.with(leaf(state, PAGE)));
            case QUIT -> Step.of(state, new Effect.Quit());
            case OTHER -> Step.of(state);
        };
    }

    private static Step stop(WatchState state) {
        Judgement last = state.judgement();
        return last.running()
                ? Step.of(
                        state.with(last.during(last.run() + 1).idle())
                                .noting("The run was stopped. Save to judge your answer again."),
                        new Effect.CallOff())
                : Step.of(state.with(state.panel().show(Middle.VERDICT)));
    }

    private static String atTheEnd(Track track) {
        return switch (track) {
            case WHOLE -> "This is the last kata.";
            case CAPSTONES -> "There is no unsolved capstone after this one.";
        };
    }

    private static Step previous(WatchState state) {
        Kata other = state.next(state.kata(), -1);
        return other.equals(state.kata())
                ? Step.of(state.noting("This is the first kata."))
                : turnTo(state, other);
    }

    /**
     * One cancellation on where the reader walks through them, one kata in the list, else a row.
     */
    private static Panel step(WatchState state, int by) {
        Panel panel = state.panel();
        return switch (panel.middle()) {
            case CANCELLATIONS ->
                    panel.moveTo(
                            Math.clamp(
                                    panel.at() + by, 0, Math.max(0, state.cancelled().size() - 1)));
            case LIST -> panel.choose(state.next(panel.chosen(), by));
            case VERDICT, TASK, SOLUTION -> panel.scrollTo(panel.scroll() + by);
        };
    }

    private static Panel leaf(WatchState state, int rows) {
        Panel panel = state.panel();
        return panel.middle() == Middle.LIST
                ? panel.choose(state.next(panel.chosen(), rows))
                : panel.scrollTo(panel.scroll() + rows);
    }

    private static Step cancellations(WatchState state) {
        Panel panel = state.panel();
        if (panel.middle() != Middle.CANCELLATIONS && state.cancelled().isEmpty()) {
            return Step.of(state.noting("There is no run with a cancellation to walk through."));
        }
        return Step.of(state.with(panel.moveTo(0).toggle(Middle.CANCELLATIONS)));
    }

    private static Step openListed(WatchState state) {
        Panel panel = state.panel();
        if (panel.middle() != Middle.LIST) {
            return Step.of(state);
        }
        return panel.chosen().equals(state.kata())
                ? Step.of(state.with(panel.toggle(Middle.LIST)))
                : turnTo(state, panel.chosen());
    }

    private static Step solution(WatchState state, boolean again) {
        Panel panel = state.panel();
        return again || state.isSolved() || panel.middle() == Middle.SOLUTION
                ? Step.of(state.with(panel.toggle(Middle.SOLUTION)))
                : Step.of(
                        state.asking(Key.SOLUTION)
                                .noting(
                                        "Not solved yet. Press s again to see the solution"
                                                + " anyway."));
    }

    private static Step page(WatchState state) {
        URI pages = state.pages();
        return pages == null
                ? Step.of(state.noting("The pages are not ready."))
                : Step.of(
                        state,
                        new Effect.OpenPage(
                                pages.resolve(
                                        "kata/%s.html#%s"
                                                .formatted(
                                                        state.kata().id(), pages.getFragment()))));
    }
}
