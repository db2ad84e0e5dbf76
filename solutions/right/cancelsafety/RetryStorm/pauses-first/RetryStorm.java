package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/** The pause belongs to the attempt that it precedes; its exception is let through. */
public class RetryStorm {

    /** The answer of the server; its last failure if there is none. */
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        IOException failure = null;
        for (int attempt = 1; attempt <= backoff.attempts(); attempt++) {
            if (failure != null) {
                Thread.sleep(backoff.pauseAfter(attempt - 1));
            }
            try {
                return server.ask();
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
