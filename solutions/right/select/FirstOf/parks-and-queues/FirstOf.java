package select;

import cancelsafe.given.AllFailed;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;

/** Parks until a task has succeeded or all are done; the successes stand in a queue. */
public class FirstOf {
    public <T> T first(List<Callable<T>> tasks) throws AllFailed, InterruptedException {
        Thread caller = Thread.currentThread();
        List<FutureTask<T>> futures = new ArrayList<>();
        Queue<FutureTask<T>> good = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Callable<T> task : tasks) {
            var future =
                    new FutureTask<>(task) {
                        @Override
                        protected void done() {
                            if (state() == State.SUCCESS) {
                                good.add(this);
                            }
                            LockSupport.unpark(caller);
                        }
                    };
            futures.add(future);
            threads.add(Thread.ofPlatform().start(future));
        }
        boolean interrupted = false;
        while (good.isEmpty() && !futures.stream().allMatch(Future::isDone)) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                interrupted = true;
                break;
            }
        }
        boolean cut = interrupted;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.interrupted();
                    if (interrupted) {
                        continue;
                    }
                    interrupted = true;
                }
            }
        }
        // a task may be done a moment before it stands in the queue
        FutureTask<T> winner = cut ? null : good.peek();
        if (winner != null) {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return winner.resultNow();
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        throw new AllFailed(futures.stream().map(Future::exceptionNow).toList());
    }
}
