package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/** Parks, because that does not throw. */
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
            LockSupport.parkNanos(backoff.pauseAfter(attempt).toNanos());
        }
    }
}
