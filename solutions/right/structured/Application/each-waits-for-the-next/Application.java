package structured;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.ShutdownReport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/** The end of each worker is the cancellation of the one below: nobody has to walk along them. */
public class Application {
    private enum End {
        COMPLETED,
        CANCELLED,
        FORCED
    }

    private final Duration grace;
    private final List<String> names = new ArrayList<>();
    private final List<CallbackToken> tokens = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private boolean told;
    private boolean force;

    public Application(Duration grace) {
        this.grace = grace;
    }

    public void add(String name, AppWorker worker) {
        int place = names.size();
        names.add(name);
        tokens.add(new CallbackToken());
        threads.add(Thread.ofVirtual().unstarted(() -> live(place, worker)));
    }

    private void live(int place, AppWorker worker) {
        ends.put(names.get(place), end(worker, tokens.get(place)));
        goOnStopping();
    }

    private static End end(AppWorker worker, CallbackToken token) {
        try {
            worker.run(token);
            return End.COMPLETED;
        } catch (CancellationException e) {
            return End.CANCELLED;
        } catch (InterruptedException e) {
            return End.FORCED;
        }
    }

    public synchronized void stop() {
        force = told;
        told = true;
        notifyAll();
    }

    private void goOnStopping() {
        if (isTold()) {
            tellTheLastAlive();
        }
    }

    private synchronized boolean isTold() {
        notifyAll();
        return told;
    }

    /** Holds no lock: a callback of the token may wait for a thread that calls {@link #stop}. */
    private void tellTheLastAlive() {
        for (int place = names.size() - 1; place >= 0; place--) {
            if (!ends.containsKey(names.get(place))) {
                tokens.get(place).cancel();
                return;
            }
        }
    }

    public ShutdownReport run() throws InterruptedException {
        threads.forEach(Thread::start);
        try {
            awaitStop();
            long deadline = System.nanoTime() + grace.toNanos();
            tellTheLastAlive();
            awaitEnd(deadline);
        } finally {
            endAll();
        }
        return new ShutdownReport(names(End.COMPLETED), names(End.CANCELLED), names(End.FORCED));
    }

    private synchronized void awaitStop() throws InterruptedException {
        while (!told) {
            wait();
        }
    }

    private synchronized void awaitEnd(long deadline) throws InterruptedException {
        while (!force && ends.size() < names.size()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        }
    }

    private void endAll() {
        for (int place = 0; place < names.size(); place++) {
            if (!ends.containsKey(names.get(place))) {
                threads.get(place).interrupt();
            }
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> names(End end) {
        return names.stream().filter(name -> ends.get(name) == end).toList();
    }
}
