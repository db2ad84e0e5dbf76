package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Converts each pause to whole milliseconds. */
public class RetryStorm {
    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return server.ask();
            } catch (IOException e) {
                if (attempt == backoff.attempts()) {
                    throw e;
                }
            }
            TimeUnit.MILLISECONDS.sleep(backoff.pauseAfter(attempt).toMillis());
        }
    }
}
