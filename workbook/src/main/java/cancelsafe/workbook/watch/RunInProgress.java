package cancelsafe.workbook.watch;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.screen.Sentence;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.function.Consumer;

/** The judging that is under way; a new one cancels it. */
final class RunInProgress {
    private final Judge judge;
    private final Consumer<Event> listener;
    private @Nullable Thread running;

    /**
     * None is under way.
     *
     * @param listener told of verdicts, on threads of the runs
     */
    RunInProgress(Judge judge, Consumer<Event> listener) {
        this.judge = judge;
        this.listener = listener;
    }

    /** Judges the reader's answer as run {@code number}; the one before is cancelled. */
    void judge(int number, Kata kata) {
        cancel();
        running = Thread.ofVirtual().start(() -> judgeAndTell(number, kata));
    }

    /** Interrupts the run that is under way. */
    void cancel() {
        if (running != null) {
            running.interrupt();
        }
    }

    private void judgeAndTell(int number, Kata kata) {
        try {
            Verdict plain = judge.judgePlainly(Answer.ofReader(kata));
            listener.accept(new Event.Judged(number, plain));
            Verdict compared = judge.compared(kata, plain);
            if (compared.resembles() != null) {
                listener.accept(new Event.Judged(number, compared));
            }
        } catch (InterruptedException _) {
            // a newer run has taken over
        } catch (IOException | RuntimeException e) {
            listener.accept(
                    new Event.NotJudged(
                            number, "It could not be judged. " + Sentence.of(e) + " Save again."));
        }
    }
}
