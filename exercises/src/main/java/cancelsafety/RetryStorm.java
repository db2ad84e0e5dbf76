package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/**
 * Retries a request to a busy server, with increasing pauses.
 *
 * <p>Given: a policy with the number of attempts and the pauses, and a server with one of two
 * clients. If the thread is interrupted inside an attempt, one client throws InterruptedException;
 * the other throws an IOException and sets the interrupt status.
 *
 * <p>Must hold: after a cancellation no further attempt begins, and the caller learns of it, by
 * InterruptedException or by the interrupt status. Each retry waits for exactly the pause of the
 * policy; after the last attempt there is no pause. Only answers of the server are returned.
 */
public class RetryStorm {

    /** Returns the answer of the server; throws its last failure if there is none. */
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
                // TODO restored, as it should be, but what does the next sleep do?
                Thread.currentThread().interrupt();
            }
        }
    }
}
