package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/** Retries a request to a busy server, and stops at the first sign of a cancellation. */
public class RetryStorm {

    /** Returns the answer of the server; throws its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.ask();
            } catch (IOException e) {
                boolean cancelled = Thread.currentThread().isInterrupted(); // set by a client
                if (cancelled || attempt == backoff.attempts()) {
                    throw e; // the status stays set, so the caller learns of it
                }
            }
            Thread.sleep(backoff.pauseAfter(attempt)); // throws when interrupted; not caught here
        }
    }
}
