package structured;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.ShutdownReport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** The drain is a row of joins; the second stop interrupts the workers itself. */
public class Application {
    private record Running(String name, CallbackToken token, Thread thread) {}

    private final Duration grace;
    private final List<Running> workers = new ArrayList<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> forced = new ArrayList<>();

    public Application(Duration grace) {
        this.grace = grace;
    }

    public synchronized void add(String name, AppWorker worker) {
        CallbackToken token = new CallbackToken();
        Thread thread = Thread.ofVirtual().name(name).unstarted(() -> run(name, worker, token));
        workers.add(new Running(name, token, thread));
    }

    private void run(String name, AppWorker worker, CallbackToken token) {
        try {
            worker.run(token);
            enter(completed, name);
        } catch (CancellationException e) {
            enter(cancelled, name);
        } catch (InterruptedException e) {
            enter(forced, name);
        }
    }

    private synchronized void enter(List<String> list, String name) {
        list.add(name);
    }

    public synchronized void stop() {
        if (told.getCount() == 0) {
            interruptAll();
        }
        told.countDown();
    }

    private synchronized void interruptAll() {
        workers.forEach(worker -> worker.thread().interrupt());
    }

    public ShutdownReport run() throws InterruptedException {
        workers.forEach(worker -> worker.thread().start());
        try {
            told.await();
            drain(Instant.now().plus(grace));
        } catch (InterruptedException e) {
            forceAll();
            throw e;
        }
        return new ShutdownReport(completed, cancelled, forced);
    }

    private void drain(Instant deadline) throws InterruptedException {
        for (Running worker : workers.reversed()) {
            worker.token().cancel();
            if (!worker.thread().join(Duration.between(Instant.now(), deadline))) {
                forceAll();
            }
        }
    }

    private void forceAll() {
        interruptAll();
        boolean interrupted = false;
        for (Running worker : workers) {
            while (worker.thread().isAlive()) {
                try {
                    worker.thread().join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
