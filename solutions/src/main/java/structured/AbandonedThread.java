package structured;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes calls that cannot be cancelled, each on a helper thread, and stops waiting for a call that
 * takes too long.
 */
public class AbandonedThread {
    private final int most;
    private final Semaphore permits;
    private volatile boolean isShutDown;

    public AbandonedThread(int most) {
        this.most = most;
        permits = new Semaphore(most);
    }

    /**
     * Opens a line. A caller that stops waiting leaves at once, and the call continues.
     *
     * @throws RejectedExecutionException if {@code most} calls are running, or after shutdown
     * @throws TimeoutException if there is no line when the limit is over
     * @throws InterruptedException if the caller is interrupted
     * @throws java.util.concurrent.ExecutionException with what the dialer threw as the cause
     */
    public Line dial(Dialer dialer, Duration limit) throws Exception {
        if (!permits.tryAcquire()) {
            throw new RejectedExecutionException("too many calls are running");
        }
        if (isShutDown) { // checked with the permit, so shutdown counts this call or refuses it
            permits.release();
            throw new RejectedExecutionException("shut down");
        }
        var answer = new CompletableFuture<Line>();
        Thread.startVirtualThread(() -> help(dialer, answer));
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            // closes a line that arrives later, or has just arrived
            var _ = answer.thenAccept(Line::close);
            throw e;
        }
    }

    private void help(Dialer dialer, CompletableFuture<Line> answer) {
        try {
            answer.complete(dialer.dial());
        } catch (Throwable t) {
            answer.completeExceptionally(t);
        } finally {
            permits.release(); // the call has ended
        }
    }

    /** Lets no further call begin, waits for those that run, and returns how many still run. */
    public int shutdown(Duration limit) throws InterruptedException {
        isShutDown = true;
        if (!permits.tryAcquire(most, limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return most - permits.availablePermits();
        }
        permits.release(most); // for a second shutdown
        return 0;
    }
}
