package structured;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.ShutdownReport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs workers until it is stopped, and then shuts them down. Each worker depends on those that
 * were added before it, so the last one is cancelled first, and each has terminated before the next
 * is cancelled. The grace period is for all together. When it is over, or at a second {@code stop},
 * all workers that are still running are interrupted.
 */
public class Application {
    private final Duration grace;
    private final Map<String, AppWorker> workers = new LinkedHashMap<>();
    private final CallbackToken root = new CallbackToken();
    private final CountDownLatch told = new CountDownLatch(1);

    public Application(Duration grace) {
        this.grace = grace;
    }

    /** Adds a worker; must be called before {@code run}. */
    public void add(String name, AppWorker worker) {
        workers.put(name, worker);
    }

    /** Requests the shutdown; a second call forces it. Any thread may call it, even a worker's. */
    public void stop() {
        told.countDown(); // TODO what about a second call?
    }

    /** Starts all workers, and returns when the last has ended. If interrupted, it forces them. */
    public ShutdownReport run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        workers.values().forEach(w -> threads.add(Thread.startVirtualThread(() -> run(w))));
        told.await();
        root.cancel(); // TODO all of them at once?
        for (Thread thread : threads) {
            thread.join(grace); // TODO what if the grace period is over?
        }
        return new ShutdownReport(List.copyOf(workers.keySet()), List.of(), List.of());
    }

    private void run(AppWorker worker) {
        try {
            worker.run(root);
        } catch (Exception e) {
            // TODO how has it ended?
        }
    }
}
