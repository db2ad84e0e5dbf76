package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.ResourceListener;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.monitor.Deadlocks;
import cancelsafe.lab.monitor.Leaks;
import cancelsafe.lab.monitor.LineTrace;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** What is opened, closed and locked: it may be kept, and threads may wait for it. */
final class ResourceSteps implements ResourceListener {
    private final Attention attention;
    private final Leaks leaks;
    private final Deadlocks deadlocks;
    private final LineTrace lines;

    ResourceSteps(Attention attention, Leaks leaks, Deadlocks deadlocks, LineTrace lines) {
        this.attention = attention;
        this.leaks = leaks;
        this.deadlocks = deadlocks;
        this.lines = lines;
    }

    @Override
    public void opened(Object resource) {
        attention.note(() -> leaks.opened(resource));
    }

    @Override
    public void closed(Object resource) {
        attention.note(() -> leaks.closed(resource));
    }

    @Override
    public void used(Object lock) {
        attention.note(
                () -> {
                    CodeLocation line = lines.current(Thread.currentThread());
                    leaks.used(lock, line);
                    if (line != null && lock instanceof ReentrantLock l) {
                        deadlocks.asks(Thread.currentThread(), l, line);
                    }
                });
    }

    @Override
    public void releases(Semaphore semaphore) {
        attention.note(() -> leaks.releases(semaphore));
    }
}
