package cancelsafe.given.probe;

import cancelsafe.given.CanBeCancelled;

import org.jspecify.annotations.Nullable;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Measures what an interrupt does to a call, on virtual threads that are interrupted before it.
 *
 * <p>Kata 2.1 PointSpotter.
 */
public final class InterruptProbe {
    private final Situation ready;
    private final Situation waiting;

    private InterruptProbe(Situation ready, Situation waiting) {
        this.ready = ready;
        this.waiting = waiting;
    }

    /** What is measured. */
    public interface Call {
        /** Makes the call. */
        void make() throws Exception;
    }

    /**
     * A call, and what makes it end if it waits.
     *
     * @param call made by a thread of its own
     * @param release done by the thread that has prepared the call
     */
    public record Prepared(Call call, Call release) {}

    /** Prepares a call, freshly each time. */
    public interface Situation {
        /** All that the call needs. */
        Prepared prepare() throws Exception;
    }

    /** A call in two situations: it finds everything ready, or it has to wait. */
    public static InterruptProbe of(Situation ready, Situation waiting) {
        return new InterruptProbe(ready, waiting);
    }

    /** A call that never waits. */
    public static InterruptProbe neverWaits(Situation ready) {
        return new InterruptProbe(ready, ready);
    }

    /**
     * Makes the call in both situations.
     *
     * @throws AssertionError if the call failed for another reason than the interrupt
     * @throws Exception if a situation cannot be prepared
     */
    public CanBeCancelled measure() throws Exception {
        if (isEnded(ready, false)) {
            return CanBeCancelled.ALWAYS;
        }
        return waiting != ready && isEnded(waiting, true)
                ? CanBeCancelled.ONLY_WHEN_IT_WAITS
                : CanBeCancelled.NEVER;
    }

    /** Whether the interrupt has ended the call. */
    private static boolean isEnded(Situation situation, boolean waits) throws Exception {
        isWaiting(Thread.currentThread()); // loads classes; later, the call could wait for that
        Prepared prepared = situation.prepare();
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    Thread.currentThread().interrupt();
                                    interrupted.countDown();
                                    try {
                                        prepared.call().make();
                                    } catch (Throwable t) {
                                        thrown.set(t);
                                    }
                                });
        if (waits) {
            interrupted.await();
            while (thread.isAlive() && !isWaiting(thread)) {
                Thread.onSpinWait();
            }
        } else {
            thread.join();
        }
        boolean endedByItself = waits && !thread.isAlive();
        prepared.release().make();
        thread.join();
        return isInterrupt(thrown.get()) || endedByItself;
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING, BLOCKED -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    private static boolean isInterrupt(@Nullable Throwable thrown) {
        boolean interrupt =
                thrown instanceof InterruptedException
                        || thrown instanceof ClosedByInterruptException
                        || thrown instanceof InterruptedIOException
                        || (thrown != null
                                && thrown.getCause() instanceof ClosedByInterruptException);
        if (thrown != null && !interrupt) {
            throw new AssertionError("the probe is wrong", thrown);
        }
        return interrupt;
    }
}
