package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;
import java.time.Duration;

/** Asks the interrupt status before each attempt, and leaves with the last failure. */
public class RetryStorm {

    /** The answer of the server; its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        IOException failure = new IOException("not asked");
        int attempt = 0;
        while (attempt < backoff.attempts() && !Thread.currentThread().isInterrupted()) {
            attempt++;
            try {
                return server.ask();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                failure = e;
            }
            if (attempt < backoff.attempts()) {
                pause(backoff.pauseAfter(attempt));
            }
        }
        throw failure;
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
