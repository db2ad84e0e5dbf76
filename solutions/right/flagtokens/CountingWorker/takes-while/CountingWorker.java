package flagtokens;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A stream that ends where the token says so. */
public class CountingWorker {

    public Report run(Token token, int limit, Runnable step) {
        AtomicInteger iterations = new AtomicInteger();
        IntStream.range(0, limit)
                .takeWhile(i -> !token.isCancelled())
                .forEach(
                        i -> {
                            step.run();
                            iterations.incrementAndGet();
                        });
        int done = iterations.get();
        return new Report(done, done < limit ? Ending.CANCELLED : Ending.FINISHED);
    }
}
