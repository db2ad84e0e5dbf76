package cancelsafe.given;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A service with a given duration for each attempt; every attempt but the last fails.
 *
 * <p>Kata 3.5 DeadlineBudget.
 */
public final class FlakyService {
    private final MachineClock clock;
    private final List<Duration> takes;
    private final List<Attempt> attempts = new ArrayList<>();
    private final long made;

    /**
     * An attempt that has been begun.
     *
     * @param begun how long after the service was made
     * @param limit the time limit that it was given
     */
    public record Attempt(Duration begun, Duration limit) {}

    /**
     * A service whose age is zero now.
     *
     * @param takes how long each attempt takes; at least one
     */
    public FlakyService(MachineClock clock, List<Duration> takes) {
        this.clock = clock;
        this.takes = List.copyOf(takes);
        this.made = clock.nanoTime();
    }

    /**
     * Waits for the answer.
     *
     * @param limit how long at most
     * @throws SocketTimeoutException if the limit is over first
     * @throws IOException if the attempt fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    public String ask(Duration limit) throws IOException, InterruptedException {
        int number = attempts.size();
        attempts.add(new Attempt(age(), limit));
        Duration time = takes.get(Math.min(number, takes.size() - 1));
        if (time.compareTo(limit) > 0) {
            Thread.sleep(limit);
            throw new SocketTimeoutException("no answer within " + limit.toMillis() + " ms");
        }
        Thread.sleep(time);
        if (number < takes.size() - 1) {
            throw new IOException("too busy");
        }
        return "answer";
    }

    /** How long ago the service was made. */
    public Duration age() {
        return Duration.ofNanos(clock.nanoTime() - made);
    }

    /** The attempts so far. */
    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }
}
