package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.IntConsumer;

/** Counts what this run has done. */
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
        int told = 0;
        try {
            while (now.houses() < survey.houses()) {
                now = now.plus(survey.visit(now.houses()));
                progress.accept(++told);
                if (now.houses() % every == 0) {
                    file.write(now.text());
                }
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.interrupted();
            file.write(now.text());
            throw new InterruptedException("cancelled after %d houses".formatted(now.houses()));
        }
        file.delete();
        return now.people();
    }

    private Checkpoint saved() throws IOException {
        return file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
    }
}
