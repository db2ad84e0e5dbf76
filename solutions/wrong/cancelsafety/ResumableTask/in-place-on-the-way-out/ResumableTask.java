package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.function.IntConsumer;

/** Replaces the file with care, until it is in a hurry. */
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
        Checkpoint now = file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
        try {
            while (now.houses() < survey.houses()) {
                now = now.plus(survey.visit(now.houses()));
                progress.accept(now.houses());
                if (now.houses() % every == 0) {
                    file.write(now.text());
                }
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            Files.writeString(file.path(), now.text()); // no interrupt closes this one
            throw e;
        }
        file.delete();
        return now.people();
    }
}
