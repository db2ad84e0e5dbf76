package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A list of threads that grows, and somebody who walks along it until there are no more. */
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
        if (token.isCancelled()) { // under the lock, so cancelAll has seen it or it sees cancelAll
            cancelled.add(name);
            return;
        }
        threads.add(Thread.ofVirtual().name(name).start(() -> run(name, task)));
    }

    /** Only the task itself knows whether it has given up: it says so when it ends. */
    private void run(String name, GroupTask task) {
        try {
            task.run(token);
            add(name, completed);
        } catch (InterruptedException | CancellationException e) {
            add(name, cancelled);
        } catch (Throwable t) { // an error, too, is an end that must be told
            add(name, failed);
        }
    }

    private synchronized void add(String name, List<String> end) {
        end.add(name);
    }

    /**
     * Tells all tasks to give up, those who wait and those who look at the token. Does not wait.
     */
    public synchronized void cancelAll() {
        token.cancel(); // for those who look
        threads.forEach(Thread::interrupt); // for those who wait
    }

    /**
     * Waits for all tasks, also for those that are spawned meanwhile, by a task or by others.
     *
     * @throws InterruptedException if the caller is interrupted: the tasks are told to give up, and
     *     none is alive any more
     */
    public GroupReport awaitAll() throws InterruptedException {
        InterruptedException interrupted = null;
        int ended = 0;
        for (var next = thread(ended); next.isPresent(); next = thread(ended)) {
            try {
                next.get().join();
                ended++; // a task that has spawned another did so before it ended
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

    /** The n-th thread; if there is none, there will be none. */
    private synchronized Optional<Thread> thread(int n) {
        reported = n == threads.size();
        return reported ? Optional.empty() : Optional.of(threads.get(n));
    }

    private synchronized GroupReport report() {
        return new GroupReport(completed, cancelled, failed);
    }
}
