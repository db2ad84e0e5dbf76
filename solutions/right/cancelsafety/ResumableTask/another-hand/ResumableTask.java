package cancelsafety;

import cancelsafe.given.Checkpoint;
import cancelsafe.given.SafeFile;
import cancelsafe.given.Survey;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntConsumer;

/** A thread of its own does the saving; whoever cancels the task does not know it. */
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
        FutureTask<Void> saving =
                new FutureTask<>(
                        () -> {
                            file.write(now.text());
                            return null;
                        });
        Thread.ofVirtual().start(saving);
        boolean interrupted = false;
        try {
            while (!saving.isDone()) {
                interrupted |= isInterruptedWaitingFor(saving);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean isInterruptedWaitingFor(FutureTask<Void> saving) throws IOException {
        try {
            saving.get();
            return false;
        } catch (InterruptedException e) {
            return true;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }
}
