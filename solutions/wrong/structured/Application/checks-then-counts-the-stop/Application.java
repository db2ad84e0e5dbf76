package structured;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.ShutdownReport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Checks whether it is the first stop, and then notes it, in two steps. */
public class Application {
    private enum How {
        COMPLETED,
        CANCELLED,
        FORCED
    }

    private final Duration grace;
    private final Map<String, AppWorker> workers = new LinkedHashMap<>();
    private final Map<String, How> ends = new ConcurrentHashMap<>();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch force = new CountDownLatch(1);

    public Application(Duration grace) {
        this.grace = grace;
    }

    public void add(String name, AppWorker worker) {
        workers.put(name, worker);
    }

    public void stop() {
        if (told.getCount() > 0) {
            told.countDown();
        } else {
            force.countDown();
        }
    }

    public ShutdownReport run() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        List<CallbackToken> tokens = new ArrayList<>();
        workers.forEach(
                (name, worker) -> {
                    CallbackToken token = new CallbackToken();
                    tokens.add(token);
                    threads.add(
                            Thread.startVirtualThread(() -> ends.put(name, run(worker, token))));
                });
        boolean interrupted = false;
        try {
            told.await();
        } catch (InterruptedException e) {
            interrupted = true;
            force.countDown();
        }
        Thread enforcer = Thread.startVirtualThread(() -> enforce(threads));
        for (int i = threads.size() - 1; i >= 0; i--) {
            if (force.getCount() > 0) {
                tokens.get(i).cancel();
            }
            interrupted |= join(threads.get(i));
        }
        enforcer.interrupt();
        interrupted |= join(enforcer);
        if (interrupted) {
            throw new InterruptedException();
        }
        return new ShutdownReport(
                names(How.COMPLETED), names(How.CANCELLED), names(How.FORCED));
    }

    private void enforce(List<Thread> threads) {
        try {
            force.await(grace.toNanos(), TimeUnit.NANOSECONDS);
            force.countDown();
            threads.forEach(Thread::interrupt);
        } catch (InterruptedException e) {
            // all have ended
        }
    }

    private boolean join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                force.countDown();
            }
        }
    }

    private static How run(AppWorker worker, CallbackToken token) {
        try {
            worker.run(token);
            return How.COMPLETED;
        } catch (CancellationException e) {
            return How.CANCELLED;
        } catch (InterruptedException e) {
            return How.FORCED;
        }
    }

    private List<String> names(How how) {
        return workers.keySet().stream().filter(n -> ends.get(n) == how).toList();
    }
}
