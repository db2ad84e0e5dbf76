package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/** Asks a busy server again and again, and leaves at the first sign of a cancellation. */
public class RetryStorm {

    /** The answer of the server; its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.ask();
            } catch (IOException e) {
                boolean cancelled = Thread.currentThread().isInterrupted(); // the silent path
                if (cancelled || attempt == backoff.attempts()) {
                    throw e; // the status stays set: that is how the caller learns of it
                }
            }
            Thread.sleep(backoff.pauseAfter(attempt)); // the loud path: nobody catches it here
        }
    }
}
