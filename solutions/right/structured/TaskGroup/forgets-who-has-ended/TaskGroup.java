package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Knows only those who are alive: each takes itself off the list in its last line. */
public class TaskGroup {
    private final Token token = new Token();
    private final Set<Thread> alive = new HashSet<>();
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private boolean reported;

    public synchronized void spawn(String name, GroupTask task) {
        if (reported) {
            throw new IllegalStateException("the report has been made, without " + name);
        }
        if (token.isCancelled()) {
            cancelled.add(name);
            return;
        }
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(name, task));
        alive.add(thread); // before it can take itself off
        thread.start();
    }

    private void run(String name, GroupTask task) {
        try {
            task.run(token);
            leave(name, completed);
        } catch (InterruptedException | CancellationException e) {
            leave(name, cancelled);
        } catch (Throwable t) {
            leave(name, failed);
        }
    }

    private synchronized void leave(String name, List<String> end) {
        end.add(name);
        alive.remove(Thread.currentThread());
        notifyAll();
    }

    public synchronized void cancelAll() {
        token.cancel();
        alive.forEach(Thread::interrupt);
    }

    public synchronized GroupReport awaitAll() throws InterruptedException {
        boolean interrupted = false;
        while (!alive.isEmpty()) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
                cancelAll();
            }
        }
        reported = true;
        if (interrupted) {
            throw new InterruptedException("interrupted while tasks were running");
        }
        return new GroupReport(completed, cancelled, failed);
    }
}
