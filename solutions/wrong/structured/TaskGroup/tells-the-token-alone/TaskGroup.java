package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Cancels the token, and nothing else. */
public class TaskGroup {
    private final Token token = new Token();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private boolean reported;

    public synchronized void spawn(String name, GroupTask task) {
        if (reported) {
            throw new IllegalStateException("nobody would hear of " + name);
        }
        if (token.isCancelled()) {
            cancelled.add(name);
            return;
        }
        threads.add(Thread.ofVirtual().name(name).start(() -> run(name, task)));
    }

    private void run(String name, GroupTask task) {
        try {
            task.run(token);
            add(name, completed);
        } catch (InterruptedException | CancellationException e) {
            add(name, cancelled);
        } catch (Throwable t) {
            add(name, failed);
        }
    }

    private synchronized void add(String name, List<String> end) {
        end.add(name);
    }

    public synchronized void cancelAll() {
        token.cancel();
    }

    public GroupReport awaitAll() throws InterruptedException {
        InterruptedException interrupted = null;
        int ended = 0;
        for (var next = thread(ended); next.isPresent(); next = thread(ended)) {
            try {
                next.get().join();
                ended++;
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

    private synchronized Optional<Thread> thread(int n) {
        reported = n == threads.size();
        return reported ? Optional.empty() : Optional.of(threads.get(n));
    }

    private synchronized GroupReport report() {
        return new GroupReport(completed, cancelled, failed);
    }
}
