package cancelsafe.workbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.State;
import cancelsafe.workbook.reader.Track;
import cancelsafe.workbook.watch.Reducer.Step;
import cancelsafe.workbook.watch.WatchState.Middle;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ReducerTest {
    private static Book book;
    private static Kata first;
    private static Kata second;

    @BeforeAll
    static void read() {
        book = Book.read(Path.of(".."));
        first = book.katas().get(0);
        second = book.katas().get(1);
    }

    @Test
    void aSaveOfTheSameKataIsJudgedAgain() {
        Step step = Reducer.reduce(judging(), new Event.Saved(first));
        assertThat(step.effects()).containsExactly(new Effect.Judge(2, first));
    }

    @Test
    void aSaveOfAnotherKataTurnsToIt() {
        Step step = Reducer.reduce(judging(), new Event.Saved(second));
        assertThat(step.state().kata()).isEqualTo(second);
        assertThat(step.effects())
                .containsExactly(new Effect.Choose(second), new Effect.Judge(2, second));
    }

    @Test
    void aStaleVerdictChangesNothing() {
        WatchState state = Reducer.reduce(judging(), new Event.Saved(first)).state();
        Step step =
                Reducer.reduce(
                        state,
                        new Event.Judged(1, verdict(Verdict.Kind.PASSED), List.of("a line")));
        assertThat(step).isEqualTo(Step.of(state));
    }

    @Test
    void theNewestVerdictIsRemembered() {
        Step step =
                Reducer.reduce(
                        judging(),
                        new Event.Judged(1, verdict(Verdict.Kind.PASSED), List.of("a line")));
        assertThat(step.state().judgement().running()).isFalse();
        assertThat(step.state().states()).containsEntry(first.id(), State.SOLVED);
        assertThat(step.effects())
                .containsExactly(new Effect.Remember(first, State.SOLVED), new Effect.BuildPages());
    }

    @Test
    void theVerdictKeepsTheTextThatItIsOn() {
        Step step =
                Reducer.reduce(
                        judging(),
                        new Event.Judged(1, verdict(Verdict.Kind.FAILED), List.of("a line")));
        WatchState saved = Reducer.reduce(step.state(), new Event.Saved(first)).state();
        assertThat(saved.judgement().running()).isTrue();
        assertThat(saved.judgement().source()).containsExactly("a line");
    }

    @Test
    void aSolvedKataThatFailsAgainCountsAsSolved() {
        WatchState solved =
                Reducer.reduce(
                                judging(),
                                new Event.Judged(1, verdict(Verdict.Kind.PASSED), List.of()))
                        .state();
        WatchState again = Reducer.reduce(solved, new Event.Saved(first)).state();
        Step failed =
                Reducer.reduce(again, new Event.Judged(2, verdict(Verdict.Kind.FAILED), List.of()));
        assertThat(failed.state().states()).containsEntry(first.id(), State.REOPENED);
        assertThat(failed.state().reached(first).wasSolved()).isTrue();
    }

    @Test
    void escapeCallsTheRunOff() {
        Step step = Reducer.reduce(judging(), new Event.Pressed(Key.STOP));
        assertThat(step.effects()).containsExactly(new Effect.CallOff());
        assertThat(step.state().judgement().running()).isFalse();
        Step late =
                Reducer.reduce(
                        step.state(), new Event.Judged(1, verdict(Verdict.Kind.PASSED), List.of()));
        assertThat(late.state().judgement().verdict()).isNull();
    }

    @Test
    void aRunWithoutAVerdictSaysWhy() {
        Step step = Reducer.reduce(judging(), new Event.NotJudged(1, "It could not be judged."));
        assertThat(step.state().note()).isEqualTo("It could not be judged.");
        assertThat(step.state().judgement().running()).isFalse();
    }

    @Test
    void theSolutionOfAnUnsolvedKataIsShownAtTheSecondPress() {
        WatchState once = press(judging(), Key.SOLUTION);
        assertThat(once.panel().middle()).isEqualTo(Middle.VERDICT);
        assertThat(once.note()).contains("Press s again");
        assertThat(press(once, Key.SOLUTION).panel().middle()).isEqualTo(Middle.SOLUTION);
    }

    @Test
    void anotherKeyTakesTheQuestionBack() {
        WatchState state = press(press(judging(), Key.RESET), Key.MORE);
        Step step = Reducer.reduce(state, new Event.Pressed(Key.RESET));
        assertThat(step.effects()).isEmpty();
        assertThat(step.state().note()).contains("Press r again");
    }

    @Test
    void aSecondPressResets() {
        Step step = Reducer.reduce(press(judging(), Key.RESET), new Event.Pressed(Key.RESET));
        assertThat(step.effects()).containsExactly(new Effect.Reset(first));
    }

    @Test
    void aSaveFoldsHintsAndTheNextPressShowsThemAgain() {
        WatchState hinted = press(judging(), Key.HINT);
        assertThat(hinted.hints()).isEqualTo(new WatchState.Hints(1, true));
        WatchState folded = Reducer.reduce(hinted, new Event.Saved(first)).state();
        assertThat(folded.hints()).isEqualTo(new WatchState.Hints(1, false));
        assertThat(folded.panel().scroll()).as("the first row that is shown").isZero();
        assertThat(press(folded, Key.HINT).hints()).isEqualTo(new WatchState.Hints(1, true));
    }

    @Test
    void theBookHasTwoEnds() {
        assertThat(press(judging(), Key.PREVIOUS).note()).isEqualTo("This is the first kata.");
        Kata last = book.katas().getLast();
        assertThat(press(WatchState.start(book, Track.WHOLE, Map.of(), last), Key.NEXT).note())
                .isEqualTo("This is the last kata.");
    }

    @Test
    void theListOpensTheKataItPointsTo() {
        WatchState list = press(press(judging(), Key.LIST), Key.DOWN);
        Step step = Reducer.reduce(list, new Event.Pressed(Key.ENTER));
        assertThat(step.state().kata()).isEqualTo(second);
        assertThat(step.state().panel().middle()).isEqualTo(Middle.VERDICT);
    }

    @Test
    void enterOutsideTheListDoesNothing() {
        WatchState state = judging();
        assertThat(Reducer.reduce(state, new Event.Pressed(Key.ENTER))).isEqualTo(Step.of(state));
    }

    @Test
    void cancellationsAreShownOnlyIfThereAreAny() {
        WatchState state = press(judging(), Key.BREAK);
        assertThat(state.panel().middle()).isEqualTo(Middle.VERDICT);
        assertThat(state.note()).contains("no run with a cancellation");
    }

    @Test
    void aPageOpensOnlyWhenPagesAreServed() {
        assertThat(press(judging(), Key.PAGE).note()).isEqualTo("The pages are not ready.");
        URI address = URI.create("http://localhost:1/#key=k");
        WatchState served = Reducer.reduce(judging(), new Event.PagesReady(address)).state();
        assertThat(Reducer.reduce(served, new Event.Pressed(Key.PAGE)).effects())
                .containsExactly(
                        new Effect.OpenPage(address.resolve("kata/" + first.id() + ".html#key=k")));
    }

    @Test
    void aNewSizeRedraws() {
        assertThat(Reducer.reduce(judging(), new Event.Resized()).effects())
                .containsExactly(new Effect.Redraw());
    }

    @Test
    void aPictureHasTheHeightOfTheTerminalAndScrollsNoFurtherThanItsRows() {
        WatchState state = press(judging(), Key.LIST);
        View.Picture picture = View.of(state, 80, 24);
        assertThat(picture.rows()).hasSize(24);
        WatchState far = judging().with(judging().panel().scrollTo(Integer.MAX_VALUE));
        assertThat(View.of(far, 80, 200).scroll()).isZero();
    }

    @Test
    void aStateAndASizeGiveOnePicture() {
        WatchState state = press(judging(), Key.HINT);
        assertThat(View.of(state, 80, 24).rows()).isEqualTo(View.of(state, 80, 24).rows());
    }

    private static WatchState judging() {
        return Reducer.turnTo(WatchState.start(book, Track.WHOLE, Map.of(), first), first).state();
    }

    private static WatchState press(WatchState state, Key key) {
        return Reducer.reduce(state, new Event.Pressed(key)).state();
    }

    private static Verdict verdict(Verdict.Kind kind) {
        return new Verdict(first.id(), "", kind, "", List.of(), List.of(), null, 0, "");
    }
}
