package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Gives each attempt to a scheduler, and waits for its outcome. */
public class RetryStorm {

    /** The answer of the server; its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try {
            Duration pause = Duration.ZERO;
            for (int attempt = 1; ; attempt++) {
                Future<String> answer =
                        scheduler.schedule(server::ask, pause.toNanos(), TimeUnit.NANOSECONDS);
                try {
                    return answer.get();
                } catch (ExecutionException e) {
                    if (attempt == backoff.attempts()) {
                        throw new IOException("no answer", e);
                    }
                    pause = backoff.pauseAfter(attempt);
                }
            }
        } finally {
            scheduler.shutdownNow();
            scheduler.close();
        }
    }
}
