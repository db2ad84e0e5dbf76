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
 * Runs workers until it is told to stop, and then shuts them down. Each leans on those that were
 * added before it, so they are told one by one, the last first, and each has ended before the next
 * is told. The grace is for all together; when it is over, or at a second {@code stop}, all that
 * are still alive are interrupted.
 */
public class Application {
    private final Duration grace;
    private final Map<String, AppWorker> workers = new LinkedHashMap<>();
    private final CallbackToken root = new CallbackToken();
    private final CountDownLatch told = new CountDownLatch(1);

    public Application(Duration grace) {
        this.grace = grace;
    }

    /** Adds a worker, before {@code run}. */
    public void add(String name, AppWorker worker) {
        workers.put(name, worker);
    }

    /** Asks for the shutdown, and the second time for force. Any thread may, also a worker's. */
    public void stop() {
        told.countDown(); // TODO and the second time?
    }

    /** Starts all, and returns when the last has ended. Interrupted itself, it forces all. */
    public ShutdownReport run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        workers.values().forEach(w -> threads.add(Thread.startVirtualThread(() -> run(w))));
        told.await();
        root.cancel(); // TODO all of them at once?
        for (Thread thread : threads) {
            thread.join(grace); // TODO and if it is over?
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
