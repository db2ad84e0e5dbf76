package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.IntConsumer;

/** Saves before the visit, so as to lose none. */
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
        try {
            while (now.houses() < survey.houses()) {
                if ((now.houses() + 1) % every == 0) {
                    file.write(new Checkpoint(now.houses() + 1, now.people()).text());
                }
                now = now.plus(survey.visit(now.houses()));
                progress.accept(now.houses());
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
