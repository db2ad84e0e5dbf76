package structured;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public class AbandonedThread {
    private final int most;
    private final Semaphore permits;
    private volatile boolean isShutDown;

    public AbandonedThread(int most) {
        this.most = most;
        permits = new Semaphore(most);
    }

    public Line dial(Dialer dialer, Duration limit) throws Exception {
        permits.acquire();
        if (isShutDown) {
            permits.release();
            throw new RejectedExecutionException("shut down");
        }
        var answer = new CompletableFuture<Line>();
        Thread.startVirtualThread(() -> help(dialer, answer));
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
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
            permits.release();
        }
    }

    public int shutdown(Duration limit) throws InterruptedException {
        isShutDown = true;
        if (!permits.tryAcquire(most, limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return most - permits.availablePermits();
        }
        permits.release(most);
        return 0;
    }
}
