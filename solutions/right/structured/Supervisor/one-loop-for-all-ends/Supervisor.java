package structured;

import cancelsafe.given.CallOutcome;
import cancelsafe.given.CallOutcome.Cancelled;
import cancelsafe.given.CallOutcome.Done;
import cancelsafe.given.CallOutcome.Failed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

public class Supervisor {

    /** The end of one life of a child. */
    private record End<T>(int child, CallOutcome<T> outcome) {}

    public <T> List<CallOutcome<T>> run(List<Callable<T>> children, int restarts)
            throws InterruptedException {
        List<CallOutcome<T>> outcomes =
                new ArrayList<>(Collections.nCopies(children.size(), new Cancelled<>()));
        int[] lives = new int[children.size()];
        LinkedBlockingQueue<End<T>> ends = new LinkedBlockingQueue<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int child = 0; child < lives.length; child++) {
                    start(executor, children, child, ends);
                }
                int alive = lives.length;
                while (alive > 0) {
                    End<T> end = ends.take();
                    outcomes.set(end.child(), end.outcome());
                    if (end.outcome() instanceof Failed && lives[end.child()]++ < restarts) {
                        start(executor, children, end.child(), ends);
                    } else {
                        alive--;
                    }
                }
            } finally {
                executor.shutdownNow(); // only this thread starts a life, so none begins now
            }
        }
        return outcomes;
    }

    private static <T> void start(
            ExecutorService executor,
            List<Callable<T>> children,
            int child,
            LinkedBlockingQueue<End<T>> ends) {
        executor.execute(() -> ends.add(new End<>(child, life(children.get(child)))));
    }

    private static <T> CallOutcome<T> life(Callable<T> child) {
        try {
            return new Done<>(child.call());
        } catch (InterruptedException | CancellationException e) {
            return new Cancelled<>();
        } catch (Throwable t) {
            return Thread.currentThread().isInterrupted() ? new Cancelled<>() : new Failed<>(t);
        }
    }
}
