package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;
import cancelsafe.given.WorkerResult;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Each task says how it ended, in its last line: a task that is never begun has none. */
public class TaskGroup {
    // the lock is the group's own monitor
    private final Token token = new Token();
    private final Map<String, WorkerResult> ends = new LinkedHashMap<>();
    private final List<Future<?>> futures = new ArrayList<>();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private int alive;
    private boolean reported;

    public synchronized void spawn(String name, GroupTask task) {
        if (reported) {
            throw new IllegalStateException("the report has been made");
        }
        if (token.isCancelled()) {
            ends.put(name, new WorkerResult.Cancelled());
            return;
        }
        alive++;
        futures.add(executor.submit(() -> leave(name, end(task))));
    }

    private WorkerResult end(GroupTask task) {
        try {
            task.run(token);
            return new WorkerResult.Value("");
        } catch (InterruptedException | CancellationException e) {
            return new WorkerResult.Cancelled();
        } catch (Throwable t) {
            return new WorkerResult.Failure(t);
        }
    }

    private synchronized void leave(String name, WorkerResult end) {
        ends.put(name, end);
        alive--;
        notifyAll();
    }

    public synchronized void cancelAll() {
        token.cancel();
        futures.forEach(future -> future.cancel(true));
    }

    public synchronized GroupReport awaitAll() throws InterruptedException {
        boolean interrupted = false;
        while (alive > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                cancelAll();
            }
        }
        reported = true;
        if (interrupted) {
            throw new InterruptedException();
        }
        return new GroupReport(
                names(WorkerResult.Value.class),
                names(WorkerResult.Cancelled.class),
                names(WorkerResult.Failure.class));
    }

    private List<String> names(Class<? extends WorkerResult> how) {
        return ends.keySet().stream().filter(name -> how.isInstance(ends.get(name))).toList();
    }
}
