package timeouts;

import cancelsafe.given.BreakerOpen;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A breaker whose state is one value, that is exchanged as a whole. */
public class Breaker {
    private sealed interface State {}

    private record Closed(int failures) implements State {}

    private record Open(Instant until) implements State {}

    /** Each probe has one of its own, so a probe from before cannot speak for this one. */
    private static final class Probing implements State {}

    private final int threshold;
    private final Duration pause;
    private final InstantSource clock;
    private final AtomicReference<State> state = new AtomicReference<>(new Closed(0));

    public Breaker(int threshold, Duration pause, InstantSource clock) {
        this.threshold = threshold;
        this.pause = pause;
        this.clock = clock;
    }

    public <T> T call(Callable<T> call) throws Exception {
        State admitted = admit();
        try {
            T value = call.call();
            after(admitted, _ -> new Closed(0));
            return value;
        } catch (Throwable t) {
            if (t instanceof InterruptedException || Thread.currentThread().isInterrupted()) {
                after(admitted, s -> s instanceof Closed ? s : new Open(clock.instant()));
            } else {
                after(admitted, this::failed);
            }
            throw t;
        }
    }

    private State admit() throws BreakerOpen {
        State now = state.get();
        return switch (now) {
            case Closed closed -> closed;
            case Open open when !clock.instant().isBefore(open.until) -> probe(open);
            default -> throw new BreakerOpen();
        };
    }

    private State probe(Open open) throws BreakerOpen {
        Probing probing = new Probing();
        if (!state.compareAndSet(open, probing)) {
            throw new BreakerOpen(); // somebody else was first
        }
        return probing;
    }

    private State failed(State before) {
        if (before instanceof Closed closed && closed.failures + 1 < threshold) {
            return new Closed(closed.failures + 1);
        }
        return new Open(clock.instant().plus(pause));
    }

    /** A call that was let in while it was closed says nothing about a breaker that is open. */
    private void after(State admitted, UnaryOperator<State> next) {
        state.updateAndGet(
                now -> {
                    boolean concerned =
                            admitted instanceof Closed ? now instanceof Closed : now == admitted;
                    return concerned ? next.apply(now) : now;
                });
    }
}
