package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.IntConsumer;

/** Puts the interrupt aside while it saves, and back afterwards. */
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
        Checkpoint now = saved();
        progress.accept(now.houses());
        boolean finished = false;
        try {
            while (now.houses() < survey.houses()) {
                now = now.plus(survey.visit(now.houses()));
                progress.accept(now.houses());
                if (now.houses() % every == 0) {
                    save(now);
                }
            }
            finished = true;
        } finally {
            if (!finished) { // whatever the reason: an interrupt, or a failure of the survey
                save(now);
            }
        }
        file.delete();
        return now.people();
    }

    private Checkpoint saved() throws IOException {
        return file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
    }

    private void save(Checkpoint now) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            boolean written = false;
            while (!written) {
                try {
                    file.write(now.text());
                    written = true;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
