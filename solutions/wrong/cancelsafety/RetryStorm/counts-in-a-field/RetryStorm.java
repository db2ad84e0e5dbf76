package cancelsafety;

import cancelsafe.given.Backoff;
import cancelsafe.given.BusyServer;

import java.io.IOException;

/** Counts the attempts in a field, which a cancelled request does not reset. */
public class RetryStorm {
    private int attempt = 1;

    public String ask(BusyServer server, Backoff backoff) throws IOException, InterruptedException {
        while (true) {
            try {
                String answer = server.ask();
                attempt = 1;
                return answer;
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                if (attempt == backoff.attempts()) {
                    attempt = 1;
                    throw e;
                }
            }
            Thread.sleep(backoff.pauseAfter(attempt));
            attempt++;
        }
    }
}
