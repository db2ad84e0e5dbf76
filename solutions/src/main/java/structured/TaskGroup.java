package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A growing list of threads; awaitAll joins one after the other until there is no next. */
public class TaskGroup {
    private final Token token = new Token();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private boolean reported;

    /**
     * Starts a task. After {@code cancelAll} its body never runs, and its name is in the report.
     *
     * @throws IllegalStateException if the report has been made
     */
    public synchronized void spawn(String name, GroupTask task) {
        if (reported) {
            throw new IllegalStateException("nobody would hear of " + name);
        }
        if (token.isCancelled()) { // under the lock, so this call and cancelAll exclude each other
            cancelled.add(name);
            return;
        }
        threads.add(Thread.ofVirtual().name(name).start(() -> run(name, task)));
    }

    /** Only the task itself knows how it ended, so it records that. */
    private void run(String name, GroupTask task) {
        try {
            task.run(token);
            add(name, completed);
        } catch (InterruptedException | CancellationException e) {
            add(name, cancelled);
        } catch (Throwable t) { // errors too
            add(name, failed);
        }
    }

    private synchronized void add(String name, List<String> end) {
        end.add(name);
    }

    /** Cancels all tasks, those that wait and those that check the token. Does not block. */
    public synchronized void cancelAll() {
        token.cancel(); // for tasks that check the token
        threads.forEach(Thread::interrupt); // for tasks that wait
    }

    /**
     * Waits for all tasks, including those that are spawned meanwhile, by a task or by others.
     *
     * @throws InterruptedException if the caller is interrupted; all tasks were cancelled and have
     *     ended
     */
    public GroupReport awaitAll() throws InterruptedException {
        InterruptedException interrupted = null;
        int ended = 0;
        for (var next = thread(ended); next.isPresent(); next = thread(ended)) {
            try {
                next.get().join();
                ended++; // its children are in the list by now
            } catch (InterruptedException e) {
                interrupted = e;
                cancelAll();
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        return report();
    }

    /** The n-th thread; if there is none, the group is closed. */
    private synchronized Optional<Thread> thread(int n) {
        reported = n == threads.size();
        return reported ? Optional.empty() : Optional.of(threads.get(n));
    }

    private synchronized GroupReport report() {
        return new GroupReport(completed, cancelled, failed);
    }
}
