package structured;

import cancelsafe.given.AppWorker;
import cancelsafe.given.CallbackToken;
import cancelsafe.given.ShutdownReport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Comes back when the shutdown is done. */
public class Application {
    private enum Event {
        STOP,
        ONE_ENDED
    }

    private final class Running {
        private final String name;
        private final AppWorker worker;
        private final CallbackToken token = new CallbackToken();
        private final Thread thread = Thread.ofVirtual().unstarted(this::run);
        private volatile boolean ended;

        Running(String name, AppWorker worker) {
            this.name = name;
            this.worker = worker;
        }

        private void run() {
            try {
                worker.run(token);
                enter(completed, name);
            } catch (CancellationException e) {
                enter(cancelled, name);
            } catch (InterruptedException e) {
                enter(forced, name);
            } finally {
                ended = true;
                events.add(Event.ONE_ENDED);
            }
        }
    }

    private final Duration grace;
    private final List<Running> workers = new ArrayList<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> forced = new ArrayList<>();

    public Application(Duration grace) {
        this.grace = grace;
    }

    public void add(String name, AppWorker worker) {
        workers.add(new Running(name, worker));
    }

    public void stop() {
        events.add(Event.STOP);
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public ShutdownReport run() throws InterruptedException {
        workers.forEach(each -> each.thread.start());
        try {
            awaitStop();
            drain();
        } finally {
            force();
            over.countDown();
        }
        return new ShutdownReport(completed, cancelled, forced);
    }

    private void awaitStop() throws InterruptedException {
        while (events.take() != Event.STOP) {}
    }

    private void drain() throws InterruptedException {
        Instant deadline = Instant.now().plus(grace);
        for (Running each : workers.reversed()) {
            each.token.cancel();
            while (!each.ended) {
                long left = Duration.between(Instant.now(), deadline).toNanos();
                if (events.poll(left, TimeUnit.NANOSECONDS) != Event.ONE_ENDED) {
                    return;
                }
            }
        }
    }

    private void force() {
        workers.stream().filter(each -> !each.ended).forEach(each -> each.thread.interrupt());
        boolean interrupted = false;
        for (Running each : workers) {
            interrupted |= joinUndisturbed(each.thread);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean joinUndisturbed(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private synchronized void enter(List<String> list, String name) {
        list.add(name);
    }
}
