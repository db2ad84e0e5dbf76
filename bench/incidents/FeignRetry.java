import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;

import feign.Feign;
import feign.RequestLine;
import feign.RetryableException;
import feign.Retryer;

import java.io.IOException;

/** A server that does not answer is asked six times; the library sleeps in between. */
public final class FeignRetry implements LibraryDriver {
    private int sent;
    private int sentAfterInterrupt;

    /** The server. */
    public interface Server {
        /** Asks it. */
        @RequestLine("GET /")
        void ask();
    }

    @Override
    public void body() {
        Server server =
                Feign.builder()
                        .retryer(new Retryer.Default(20, 20, 6))
                        .client(
                                (request, options) -> {
                                    sent++;
                                    if (Thread.currentThread().isInterrupted()) {
                                        sentAfterInterrupt++;
                                    }
                                    throw new IOException("no answer");
                                })
                        .target(Server.class, "http://localhost");
        try {
            server.ask();
        } catch (RetryableException e) {
            if (sent < 6) {
                throw e;
            }
        }
    }

    @Override
    public void check(Ended ended) {
        if (sentAfterInterrupt > 0) {
            throw new AssertionError(
                    sentAfterInterrupt + " of 6 requests were sent after the interrupt");
        }
    }
}
