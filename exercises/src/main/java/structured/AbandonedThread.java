package structured;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes calls that cannot be cancelled, each on a helper thread, and stops waiting for a call that
 * takes too long.
 *
 * <p>Must hold: never more than {@code most} calls are running. Each line is returned to its caller
 * or closed. No call is interrupted.
 */
public class AbandonedThread {
    private final Semaphore permits;
    private final ExecutorService helpers = Executors.newVirtualThreadPerTaskExecutor();

    public AbandonedThread(int most) {
        permits = new Semaphore(most);
    }

    /**
     * Opens a line. A caller that stops waiting leaves at once, and the call continues.
     *
     * @param limit at most a century
     * @throws RejectedExecutionException if {@code most} calls are running, or after shutdown
     * @throws java.util.concurrent.TimeoutException if there is no line when the limit is over
     * @throws InterruptedException if the caller is interrupted
     * @throws Exception what the dialer threw, or an exception with it as the cause
     */
    public Line dial(Dialer dialer, Duration limit) throws Exception {
        if (!permits.tryAcquire()) {
            throw new RejectedExecutionException("too many calls are running");
        }
        Future<Line> call = helpers.submit(dialer::dial);
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            call.cancel(true); // TODO what does the call do now, and what becomes of its line?
            permits.release(); // TODO which calls are still running?
        }
    }

    /** Lets no further call begin, waits for those that run, and returns how many still run. */
    public int shutdown(Duration limit) throws InterruptedException {
        helpers.shutdownNow();
        boolean all = helpers.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
        return all ? 0 : 1; // TODO how many?
    }
}
