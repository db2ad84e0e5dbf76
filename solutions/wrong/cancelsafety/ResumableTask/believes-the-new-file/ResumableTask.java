package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.util.function.IntConsumer;

/** Believes the temporary file if it claims more than the checkpoint. */
public class ResumableTask {
    private final Survey survey;
    private final SafeFile file;
    private final int every;

    public ResumableTask(Survey survey, SafeFile file, int every) {
        this.survey = survey;
        this.file = file;
        this.every = every;
    }

    private void saveAside(Checkpoint now) throws IOException {
        boolean again = Thread.interrupted();
        try {
            file.write(now.text());
        } finally {
            if (again) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Checkpoint begin() {
        Checkpoint best = read(file);
        Checkpoint beside =
                read(new SafeFile(file.path().resolveSibling(file.path().getFileName() + ".new")));
        return beside.houses() > best.houses() ? beside : best;
    }

    private static Checkpoint read(SafeFile file) {
        try {
            return file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
        } catch (IOException unreadable) {
            return Checkpoint.NONE;
        }
    }

    public int run(IntConsumer progress) throws IOException, InterruptedException {
        Checkpoint now = begin();
        try {
            while (now.houses() < survey.houses()) {
                now = now.plus(survey.visit(now.houses()));
                progress.accept(now.houses());
                if (now.houses() % every == 0) {
                    file.write(now.text());
                }
            }
        } catch (InterruptedException | IOException e) {
            saveAside(now);
            throw e;
        }
        file.delete();
        return now.people();
    }
}
