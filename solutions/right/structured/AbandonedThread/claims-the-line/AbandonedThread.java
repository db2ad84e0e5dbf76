package structured;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

public class AbandonedThread {
    private static final int SHUT_DOWN = 1 << 30;

    private final int most;
    private final AtomicInteger running = new AtomicInteger(); // with a bit for the shutdown
    private final CountDownLatch allEnded = new CountDownLatch(1);

    public AbandonedThread(int most) {
        this.most = most;
    }

    public Line dial(Dialer dialer, Duration limit) throws Exception {
        if (running.getAndUpdate(n -> n < most ? n + 1 : n) >= most) {
            throw new RejectedExecutionException();
        }
        AtomicBoolean claimed = new AtomicBoolean(); // by the helper or by the caller that leaves
        FutureTask<Line> call = new FutureTask<>(dialer::dial);
        Thread.startVirtualThread(
                () -> {
                    call.run();
                    if (!claimed.compareAndSet(false, true)) {
                        close(call);
                    }
                    hasEnded();
                });
        try {
            return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | InterruptedException e) {
            if (!claimed.compareAndSet(false, true)) {
                close(call);
            }
            throw e;
        }
    }

    private static void close(FutureTask<Line> call) {
        if (call.state() == Future.State.SUCCESS) {
            call.resultNow().close();
        }
    }

    private void hasEnded() {
        if (running.decrementAndGet() == SHUT_DOWN) {
            allEnded.countDown();
        }
    }

    public int shutdown(Duration limit) throws InterruptedException {
        if (running.getAndUpdate(n -> n | SHUT_DOWN) == 0) {
            allEnded.countDown();
        }
        allEnded.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        return running.get() - SHUT_DOWN;
    }
}
