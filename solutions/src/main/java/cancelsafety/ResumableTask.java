package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.IntConsumer;

/** A count that saves a checkpoint at intervals, and once more when it is cancelled. */
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
        Checkpoint now = saved();
        progress.accept(now.houses());
        try {
            while (now.houses() < survey.houses()) {
                now = now.plus(survey.visit(now.houses())); // if interrupted: no visit
                progress.accept(now.houses());
                if (now.houses() % every == 0) {
                    file.write(now.text()); // for a crash, which gives no warning
                }
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.interrupted(); // with the status set, the write below would close its channel
            file.write(now.text()); // a second interrupt ends it and stays set; the last batch is
            // saved
            throw new InterruptedException("cancelled after %d houses".formatted(now.houses()));
        }
        file.delete(); // directly before the end: the caller has the total, or the file has all
        // of it
        return now.people();
    }

    private Checkpoint saved() throws IOException {
        return file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
    }
}
