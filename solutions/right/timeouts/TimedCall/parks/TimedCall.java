package timeouts;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Parks until the task is done or the time is over. */
public class TimedCall {
    public <T> T call(Duration limit, Callable<T> body)
            throws ExecutionException, TimeoutException, InterruptedException {
        Thread caller = Thread.currentThread();
        FutureTask<T> task =
                new FutureTask<>(body) {
                    @Override
                    protected void done() {
                        LockSupport.unpark(caller);
                    }
                };
        Thread worker = Thread.ofVirtual().start(task);
        boolean timeIsOver = false;
        InterruptedException told = null;
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            long left;
            while (!task.isDone() && (left = deadline - System.nanoTime()) > 0) {
                LockSupport.parkNanos(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            timeIsOver = !task.isDone();
        } catch (InterruptedException e) {
            told = e;
        }
        if (timeIsOver || told != null) {
            worker.interrupt();
            boolean again = ended(worker);
            if (told != null) {
                throw told;
            }
            if (again) {
                Thread.currentThread().interrupt();
            }
            throw new TimeoutException();
        }
        if (ended(worker)) {
            Thread.currentThread().interrupt();
        }
        try {
            return task.resultNow();
        } catch (IllegalStateException e) {
            throw new ExecutionException(task.exceptionNow());
        }
    }

    private static boolean ended(Thread worker) {
        boolean interrupted = false;
        while (worker.isAlive()) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
