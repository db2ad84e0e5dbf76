package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

public class Supervisor {

    public <T> List<CallOutcome<T>> run(List<Callable<T>> children, int restarts)
            throws InterruptedException {
        AtomicBoolean stopped = new AtomicBoolean();
        List<FutureTask<CallOutcome<T>>> outcomes = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Callable<T> child : children) {
            outcomes.add(new FutureTask<>(() -> lives(child, restarts, stopped)));
            threads.add(Thread.startVirtualThread(outcomes.getLast()));
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (true) {
                try {
                    thread.join();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    stopped.set(true);
                    threads.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        return outcomes.stream().map(FutureTask::resultNow).toList();
    }

    private static <T> CallOutcome<T> lives(
            Callable<T> child, int restarts, AtomicBoolean stopped) {
        CallOutcome<T> outcome = life(child, stopped);
        int restarted = 0;
        while (outcome instanceof Failed && restarted < restarts) {
            restarted++;
            outcome = life(child, stopped);
        }
        return outcome;
    }

    private static <T> CallOutcome<T> life(Callable<T> child, AtomicBoolean stopped) {
        try {
            return new Done<>(child.call());
        } catch (Throwable t) {
            boolean cancelled =
                    t instanceof InterruptedException
                            || t instanceof CancellationException
                            || stopped.get()
                            || Thread.currentThread().isInterrupted();
            return cancelled ? new Cancelled<>() : new Failed<>(t);
        }
    }
}
