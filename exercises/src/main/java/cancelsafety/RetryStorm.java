package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/**
 * Asks a busy server again and again, with growing pauses in between.
 *
 * <p>Given: a policy that says how many attempts and which pauses, and a server with one of two
 * clients. When the thread is interrupted inside an attempt, the one throws InterruptedException;
 * the other fails with an IOException and sets the interrupt status.
 *
 * <p>Must hold: after the cancellation no further attempt begins, and the caller learns of it, by
 * InterruptedException or by the interrupt status. Attempts before it keep the pauses. Only an
 * answer of the server is returned.
 */
public class RetryStorm {

    /** The answer of the server; its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.ask();
            } catch (IOException e) {
                if (attempt == backoff.attempts()) {
                    throw e;
                }
            }
            try {
                Thread.sleep(backoff.pauseAfter(attempt));
            } catch (InterruptedException e) {
                // TODO restored, as one should; and what does the next sleep do?
                Thread.currentThread().interrupt();
            }
        }
    }
}
