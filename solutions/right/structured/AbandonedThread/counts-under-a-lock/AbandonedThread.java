package structured;

import cancelsafe.given.Dialer;
import cancelsafe.given.Line;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

public class AbandonedThread {
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private int running;
    private boolean refuses;

    public AbandonedThread(int most) {
        this.most = most;
    }

    /** One call; its fields are guarded by the lock. */
    private static final class Call {
        boolean hasEnded;
        boolean isAbandoned;
        Line line;
        Throwable failure;
    }

    public Line dial(Dialer dialer, Duration limit) throws Exception {
        Call call = new Call();
        lock.lock();
        try {
            if (refuses || running == most) {
                throw new RejectedExecutionException();
            }
            running++;
            Thread.ofPlatform().daemon().start(() -> help(dialer, call));
            try {
                return await(call, limit);
            } finally {
                call.isAbandoned = !call.hasEnded;
            }
        } finally {
            lock.unlock();
        }
    }

    private Line await(Call call, Duration limit) throws Exception {
        long left = limit.toNanos();
        while (!call.hasEnded) {
            if (left <= 0) {
                throw new TimeoutException();
            }
            try {
                left = ended.awaitNanos(left);
            } catch (InterruptedException e) {
                if (!call.hasEnded) {
                    throw e;
                }
                Thread.currentThread().interrupt(); // the line belongs to the caller
            }
        }
        if (call.failure != null) {
            throw new IllegalStateException("the call has failed", call.failure);
        }
        return call.line;
    }

    private void help(Dialer dialer, Call call) {
        Line line = null;
        Throwable failure = null;
        try {
            line = dialer.dial();
        } catch (Throwable t) {
            failure = t;
        }
        lock.lock();
        try {
            running--;
            call.hasEnded = true;
            call.line = line;
            call.failure = failure;
            ended.signalAll();
            if (call.isAbandoned && line != null) {
                line.close();
            }
        } finally {
            lock.unlock();
        }
    }

    public int shutdown(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lockInterruptibly();
        try {
            refuses = true;
            while (running > 0 && left > 0) {
                left = ended.awaitNanos(left);
            }
            return running;
        } finally {
            lock.unlock();
        }
    }
}
