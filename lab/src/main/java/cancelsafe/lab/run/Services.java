package cancelsafe.lab.run;

import cancelsafe.lab.hook.RuntimeServices;
import cancelsafe.lab.schedule.Scheduler;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Threads, clock and timers of one run. */
final class Services implements RuntimeServices {
    private static final int LOOKS_PER_YIELD = 8;

    private final Scheduler scheduler;
    private final Map<String, Integer> counters = new HashMap<>();
    private int looks;

    Services(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public Thread.Builder.OfVirtual newThread() {
        return scheduler.threads();
    }

    @Override
    public int next(String kind) {
        return counters.merge(kind, 1, Integer::sum);
    }

    @Override
    public void yieldHint() {
        scheduler.yieldHint();
    }

    /** Who looks again and again waits for a moment of the clock. */
    @Override
    public void lookAtClock() {
        if (++looks % LOOKS_PER_YIELD == 0) {
            scheduler.yieldHint();
        }
    }

    @Override
    public void settle() {
        await(scheduler::whenIdle);
    }

    /** The calling thread does not go on for so long, whatever happens meanwhile. */
    @SuppressWarnings("FutureReturnValueIgnored") // nothing takes it back
    void stall(Duration time) {
        await(wake -> scheduler.after(time, wake));
    }

    /** Waits until what is passed on is called; an interrupt meanwhile is kept. */
    private static void await(Consumer<Runnable> whenWoken) {
        Thread thread = Thread.currentThread();
        boolean[] woken = new boolean[1];
        whenWoken.accept(
                () -> {
                    woken[0] = true;
                    LockSupport.unpark(thread);
                });
        boolean interrupted = false;
        while (!woken[0]) {
            LockSupport.park();
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    @Override
    public long nanoTime() {
        return scheduler.nanoTime();
    }

    @Override
    public ScheduledFuture<?> after(Duration delay, Runnable task) {
        return scheduler.after(delay, task);
    }
}
