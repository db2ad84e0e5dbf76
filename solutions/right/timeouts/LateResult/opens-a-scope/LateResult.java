package timeouts;

import cancelsafe.given.Endpoint;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the link in a variable outside the scope, and reads it after the close. */
public class LateResult {
    private final Endpoint primary;
    private final Endpoint fallback;

    public LateResult(Endpoint primary, Endpoint fallback) {
        this.primary = primary;
        this.fallback = fallback;
    }

    /**
     * Opens a link; the caller closes it.
     *
     * @param limit for the primary server
     * @throws ExecutionException if the primary server failed; the cause is its failure
     * @throws IOException if the fallback server failed
     */
    public Endpoint.Link connect(Duration limit)
            throws ExecutionException, IOException, InterruptedException {
        AtomicReference<Endpoint.@Nullable Link> opened = new AtomicReference<>();
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<Void>allSuccessfulOrThrow(), c -> c.withTimeout(limit))) {
            scope.fork(
                    () -> {
                        opened.set(primary.connect());
                        return null;
                    });
            scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            // the scope is closed: the subtask has ended
        } catch (StructuredTaskScope.FailedException e) {
            throw new ExecutionException(e.getCause());
        } catch (InterruptedException e) {
            if (opened.get() != null) {
                opened.get().close();
            }
            throw e;
        }
        Endpoint.Link link = opened.get();
        return link == null ? fallback.connect() : link;
    }
}
