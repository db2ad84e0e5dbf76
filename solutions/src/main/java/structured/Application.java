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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Shuts down workers in order; all events arrive in one queue. */
public class Application {
    private enum Event {
        STOP,
        ONE_ENDED
    }

    /** A worker with its own token and thread. */
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
    private final List<String> completed = new ArrayList<>();
    private final List<String> cancelled = new ArrayList<>();
    private final List<String> forced = new ArrayList<>();

    /** Makes an application without workers. */
    public Application(Duration grace) {
        this.grace = grace;
    }

    /** Adds a worker; must be called before {@code run}. */
    public void add(String name, AppWorker worker) {
        workers.add(new Running(name, worker));
    }

    /** Requests the shutdown; a second call forces it. Any thread may call it, also a worker's. */
    public void stop() {
        events.add(Event.STOP); // does not wait: a worker may call it
    }

    /** Starts all workers, and returns when the last has ended. If interrupted, it forces them. */
    public ShutdownReport run() throws InterruptedException {
        workers.forEach(each -> each.thread.start());
        try {
            awaitStop();
            drain();
        } finally { // after a complete drain no worker is left
            force();
        }
        return new ShutdownReport(completed, cancelled, forced);
    }

    private void awaitStop() throws InterruptedException {
        while (events.take() != Event.STOP) {
            // a worker has ended by itself
        }
    }

    /** Stops one after the other; ends early if the grace is over or a second stop arrives. */
    private void drain() throws InterruptedException {
        Instant deadline = Instant.now().plus(grace); // one deadline for all
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

    /** Returns whether the caller was interrupted meanwhile. */
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
