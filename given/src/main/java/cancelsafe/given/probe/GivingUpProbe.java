package cancelsafe.given.probe;

import cancelsafe.given.AfterGivingUp;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a way to give up does to the body. The body waits until it is interrupted, and then
 * until its caller goes on or is seen to wait for it in a {@code close}; so nothing depends on who
 * is quicker.
 *
 * <p>Kata 3.1 WhoStopped.
 */
public final class GivingUpProbe {
    /** Longer than any interrupt is on its way; only a body that gets none waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread caller = Thread.currentThread();
    private final long start = System.nanoTime();
    private final Duration limit;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch wentOn = new CountDownLatch(1);
    private volatile long begunAt;
    private boolean begunInTime;
    private boolean endedInTime;

    private GivingUpProbe(Duration limit) {
        this.limit = limit;
    }

    /** One way to give up. */
    @FunctionalInterface
    public interface Way {
        /**
         * Starts the body, waits for it and gives up.
         *
         * @param limit how long to wait; for a way that cancels without waiting, of no meaning
         * @param begun zero as soon as the body has begun, for a way that cancels without waiting
         * @param goesOn called once, where the caller goes on without the body
         * @throws Exception if the way is not what it should be
         */
        void giveUp(Callable<String> body, Duration limit, CountDownLatch begun, Runnable goesOn)
                throws Exception;
    }

    /**
     * Gives up in this way, and reports the state of the body when the caller goes on.
     *
     * @throws Exception what the way throws, or if the calling thread is interrupted
     */
    public static AfterGivingUp measure(Way way) throws Exception {
        return measure(way, Duration.ZERO);
    }

    /**
     * The same for a way that lets its caller go on a moment before it interrupts the body.
     *
     * @throws Exception what the way throws, or if the calling thread is interrupted
     */
    public static AfterGivingUp measureAwaitingTheInterrupt(Way way) throws Exception {
        return measure(way, PATIENCE);
    }

    /**
     * On a busy machine the body may not have begun when the time is over, or so late that the
     * interrupt passed it by: then once more, with more time.
     */
    private static AfterGivingUp measure(Way way, Duration patience) throws Exception {
        for (long millis = 20; ; millis *= 2) {
            Duration limit = Duration.ofMillis(millis);
            GivingUpProbe probe = new GivingUpProbe(limit);
            Runnable goesOn = () -> probe.look(patience);
            way.giveUp(probe::body, limit, probe.begun, goesOn);
            if (probe.begunInTime) {
                return probe.fate();
            }
        }
    }

    private void look(Duration patience) {
        begunInTime = begun.getCount() == 0 && begunAt - start <= limit.toNanos() / 2;
        endedInTime = ended.getCount() == 0;
        try {
            if (begunInTime) {
                told.await(patience.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wentOn.countDown();
        }
    }

    private AfterGivingUp fate() throws InterruptedException {
        ended.await();
        if (told.getCount() > 0) {
            return AfterGivingUp.GOES_ON;
        }
        return endedInTime ? AfterGivingUp.GONE : AfterGivingUp.TOLD;
    }

    private String body() {
        begunAt = System.nanoTime();
        begun.countDown();
        try {
            wentOn.await();
        } catch (InterruptedException e) {
            told.countDown();
            while (wentOn.getCount() > 0 && !callerWaitsForTheEnd()) {
                Thread.onSpinWait();
            }
        } finally {
            ended.countDown();
        }
        return "late";
    }

    private boolean callerWaitsForTheEnd() {
        if (caller.getState() == Thread.State.RUNNABLE) {
            return false;
        }
        for (StackTraceElement frame : caller.getStackTrace()) {
            if (frame.getMethodName().equals("close")
                    && frame.getClassName().startsWith("java.util.concurrent.")) {
                return true;
            }
        }
        return false;
    }
}
