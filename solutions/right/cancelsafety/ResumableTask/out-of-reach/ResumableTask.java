package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.IntConsumer;

/** Saves through a stream, which no interrupt reaches. */
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
                now = now.plus(survey.visit(now.houses()));
                progress.accept(now.houses());
                if (now.houses() % every == 0) {
                    save(now);
                }
            }
        } catch (InterruptedException e) {
            save(now);
            throw e;
        }
        file.delete();
        return now.people();
    }

    private Checkpoint saved() throws IOException {
        return file.read().flatMap(Checkpoint::parse).orElse(Checkpoint.NONE);
    }

    private void save(Checkpoint now) throws IOException {
        Path beside = file.path().resolveSibling("checkpoint.saving");
        try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
            out.write(now.text().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(beside, file.path(), StandardCopyOption.ATOMIC_MOVE);
    }
}
