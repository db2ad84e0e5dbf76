package cancelsafe.given;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * An overloaded server that records its requests.
 *
 * <p>Kata 2.7 RetryStorm.
 */
public final class BusyServer {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final InstantSource clock;
    private final int failures;
    private final boolean marks;
    private final List<Instant> begun = new ArrayList<>();
    private final List<Instant> failed = new ArrayList<>();
    private boolean cutShort;
    private int begunAfterInterrupt;

    private BusyServer(InstantSource clock, int failures, boolean marks) {
        this.clock = clock;
        this.failures = failures;
        this.marks = marks;
    }

    /** A server whose first {@code failures} answers are failures, and whose client throws. */
    public static BusyServer throwing(InstantSource clock, int failures) {
        return new BusyServer(clock, failures, false);
    }

    /**
     * The same, with a client that reports an interrupt as many do: it sets the interrupt status
     * and fails with an {@link InterruptedIOException}.
     */
    public static BusyServer marking(InstantSource clock, int failures) {
        return new BusyServer(clock, failures, true);
    }

    /**
     * Waits for an answer.
     *
     * @throws IOException if the server is too busy, or, by a client that marks, if the calling
     *     thread is interrupted; then its interrupt status is set
     * @throws InterruptedException by a client that throws, if the calling thread is interrupted
     */
    public String ask() throws IOException, InterruptedException {
        begun.add(clock.instant());
        if (cutShort) {
            begunAfterInterrupt++;
        }
        try {
            Thread.sleep(TRIP);
        } catch (InterruptedException e) {
            cutShort = true;
            failed.add(clock.instant());
            if (marks) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("no answer");
            }
            throw e;
        }
        if (begun.size() <= failures) {
            failed.add(clock.instant());
            throw new IOException("too busy for attempt " + begun.size());
        }
        return "answer " + begun.size();
    }

    /** When each attempt was begun, counted from the first. */
    public List<Duration> begun() {
        return begun.stream().map(i -> Duration.between(begun.getFirst(), i)).toList();
    }

    /** When each failed attempt had failed, counted from the beginning of the first. */
    public List<Duration> failed() {
        return failed.stream().map(i -> Duration.between(begun.getFirst(), i)).toList();
    }

    /** How many attempts were begun after one had been cut short by an interrupt. */
    public int begunAfterInterrupt() {
        return begunAfterInterrupt;
    }
}
