package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.file.Files;
import java.util.function.IntConsumer;

/**
 * Counts the people of a street; can be cancelled and resumed.
 *
 * <p>Given: a survey whose visits take time and can be cancelled, a checkpoint with its text form,
 * and a file that is replaced safely. {@link SafeFile#write} fails if the thread is interrupted.
 *
 * <p>Must hold: a new task with the same survey and file continues where the last one stopped, and
 * the total is right. After one cancellation no house is visited twice; after a crash or a second
 * cancellation at most {@code every} visits are repeated. The file always contains a checkpoint
 * that parses and claims no more than was done; one that does not parse counts as missing. After a
 * complete count no file is left. A cancelled task begins no further visit, and its caller learns
 * of the cancellation.
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

    /**
     * Counts the people of all houses; calls {@code progress} after each visit with the number of
     * houses done.
     */
    public int run(IntConsumer progress) throws IOException, InterruptedException {
        Checkpoint now = Checkpoint.NONE; // TODO continue where the last task stopped
        while (now.houses() < survey.houses()) {
            now = now.plus(survey.visit(now.houses())); // TODO what if it is cancelled here?
            progress.accept(now.houses());
            if (now.houses() % every == 0) {
                Files.writeString(file.path(), now.text()); // TODO does this survive a crash?
            }
        }
        file.delete();
        return now.people();
    }
}
