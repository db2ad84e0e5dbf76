package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Sees when a thread that was abandoned keeps its scheduler's driver from going on, which happens
 * where it cannot unmount: in a static initializer or below a native frame.
 */
final class Watchdog {
    private static final long PATIENCE_NANOS = Duration.ofMillis(500).toNanos();
    private static volatile @Nullable Scheduler watched;

    static {
        Thread.ofPlatform().daemon().name("lab-watchdog").start(Watchdog::keepWatch);
    }

    private Watchdog() {}

    static void watch(Scheduler scheduler) {
        watched = scheduler;
    }

    static void forget(Scheduler scheduler) {
        if (watched == scheduler) {
            watched = null;
        }
    }

    private static void keepWatch() {
        Scheduler last = null;
        long lastStep = -1;
        for (; ; ) {
            LockSupport.parkNanos(PATIENCE_NANOS);
            Scheduler s = watched;
            long step = s == null ? -1 : s.steps();
            if (s != null && s == last && step == lastStep && s.isStopped()) {
                s.unstick();
            }
            last = s;
            lastStep = step;
        }
    }
}
