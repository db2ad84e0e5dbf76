package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.IntConsumer;

/**
 * Counts the people of a street, and can be stopped and taken up again.
 *
 * <p>Given: a survey whose visits take time and can be cancelled, a checkpoint with its text, and a
 * file that is replaced safely; its {@code write} closes its own channel if the thread is
 * interrupted.
 *
 * <p>Must hold: a new task with the same survey and the same file goes on where the last one was
 * stopped, and the total is right. After one cancellation no house is visited twice. After a crash,
 * or a second cancellation, at most {@code every} visits are made again. The file always has a
 * whole checkpoint, which claims no more than was done; one that cannot be read counts as none. It
 * is gone when the task has finished. The listener is told after each visit how many houses are
 * done. A cancelled task makes no further visit, and its caller learns of the cancellation.
 */
public class ResumableTask {
    private final Survey survey;
    private final SafeFile file;
    private final int every;

    public ResumableTask(Survey survey, SafeFile file, int every) {
        this.survey = survey;
        this.file = file;
        this.every = every;
    }

    /** Counts the people of all houses. */
    public int run(IntConsumer progress) throws IOException, InterruptedException {
        Checkpoint now = Checkpoint.NONE; // TODO go on where the last task was stopped
        while (now.houses() < survey.houses()) {
            now = now.plus(survey.visit(now.houses())); // TODO and if it is cancelled here?
            progress.accept(now.houses());
            if (now.houses() % every == 0) {
                Files.writeString(file.path(), now.text()); // TODO survives this a crash?
            }
        }
        file.delete();
        return now.people();
    }
}
