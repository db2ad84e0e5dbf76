package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/** Restores the status and returns, with nothing in its hands. */
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
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }
}
