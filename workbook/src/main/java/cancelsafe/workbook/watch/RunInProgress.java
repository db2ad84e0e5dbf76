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
    private final Consumer<Event> hear;
    private @Nullable Thread running;
    private int number;

    /**
     * None is under way.
     *
     * @param hear told of verdicts, on threads of the runs
     */
    RunInProgress(Judge judge, Consumer<Event> hear) {
        this.judge = judge;
        this.hear = hear;
    }

    /** Judges the reader's answer; a run that is under way is stale. */
    void judge(Kata kata) {
        cancel();
        int mine = ++number;
        running = Thread.ofVirtual().start(() -> judge(mine, kata));
    }

    /** Whether this is the number of the newest run. */
    boolean isNewest(int run) {
        return run == number;
    }

    /** Interrupts the run that is under way. */
    void cancel() {
        if (running != null) {
            running.interrupt();
        }
    }

    private void judge(int mine, Kata kata) {
        try {
            Verdict plain = judge.judgePlainly(Answer.ofReader(kata));
            hear.accept(new Event.Judged(mine, plain));
            Verdict compared = judge.compared(kata, plain);
            if (compared.resembles() != null) {
                hear.accept(new Event.Judged(mine, compared));
            }
        } catch (InterruptedException _) {
            // a newer run has taken over
        } catch (IOException | RuntimeException e) {
            hear.accept(
                    new Event.NotJudged(
                            mine, "It could not be judged. " + Sentence.of(e) + " Save again."));
        }
    }
}
