package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reports every task that fails after cancelAll as cancelled. */
public class TaskGroup {
    private final Token token = new Token();
    private final List<Thread> threads = new ArrayList<>();
    private boolean shut;

    private final ConcurrentLinkedQueue<String> completed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> cancelled = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failed = new ConcurrentLinkedQueue<>();

    public synchronized void spawn(String name, GroupTask task) {
        if (shut) {
            throw new IllegalStateException();
        }
        if (token.isCancelled()) {
            cancelled.add(name);
            return;
        }
        threads.add(Thread.startVirtualThread(() -> run(name, task)));
    }

    private void run(String name, GroupTask task) {
        try {
            task.run(token);
            completed.add(name);
        } catch (InterruptedException | CancellationException e) {
            cancelled.add(name);
        } catch (Throwable e) {
            (token.isCancelled() ? cancelled : failed).add(name);
        }
    }

    public synchronized void cancelAll() {
        token.cancel();
        threads.forEach(Thread::interrupt);
    }

    public GroupReport awaitAll() throws InterruptedException {
        boolean interrupted = false;
        for (int i = 0; ; i++) {
            Thread next;
            synchronized (this) {
                if (i == threads.size()) {
                    shut = true;
                    break;
                }
                next = threads.get(i);
            }
            while (next.isAlive()) {
                try {
                    next.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancelAll();
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        return new GroupReport(List.copyOf(completed), List.copyOf(cancelled), List.copyOf(failed));
    }
}
