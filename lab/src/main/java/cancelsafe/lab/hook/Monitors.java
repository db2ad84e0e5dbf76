package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What {@code synchronized}, {@code wait} and {@code notify} become in woven code: a lock and a
 * condition for each object. A real monitor is handed over by a thread of the virtual machine,
 * whose timing nobody controls; these are handed over by the lab's own scheduler.
 *
 * <p>The same monitors serve woven code outside a run, so that both still exclude each other.
 */
public final class Monitors {
    private static final ConcurrentHashMap<Key, Monitor> MONITORS = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

    private Monitors() {}

    private static final class Monitor extends ReentrantLock {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized
        final Condition condition = newCondition();

        private final String of;

        @SuppressWarnings("serial") // never serialized
        private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

        Monitor(Class<?> of) {
            this.of = of.getSimpleName();
        }

        boolean keepsAnyOf(Set<Thread> threads) {
            return (getOwner() != null && threads.contains(getOwner()))
                    || waiting.stream().anyMatch(threads::contains)
                    || getQueuedThreads().stream().anyMatch(threads::contains);
        }
    }

    /**
     * Forgets the monitors that these threads hold or wait for. They will never go on, and what
     * keeps them would keep their objects, too; whoever comes after them finds the monitor free.
     */
    public static void forget(Collection<Thread> standing) {
        Set<Thread> threads = Set.copyOf(standing);
        if (!threads.isEmpty()) {
            MONITORS.values().removeIf(monitor -> monitor.keepsAnyOf(threads));
        }
    }

    private static final class Key extends WeakReference<Object> {
        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> queue) {
            super(object, queue);
            hash = System.identityHashCode(object);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other
                    || (other instanceof Key key && get() != null && get() == key.get());
        }
    }

    private static Monitor of(Object object) {
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            MONITORS.remove(gone);
        }
        Monitor known = MONITORS.get(new Key(Objects.requireNonNull(object), null));
        if (known != null) {
            return known;
        }
        Monitor fresh = new Monitor(object.getClass());
        Monitor raced = MONITORS.putIfAbsent(new Key(object, GONE), fresh);
        return raced == null ? fresh : raced;
    }

    /** A lock, or the monitor that it stands for, in words. */
    public static String describe(ReentrantLock lock) {
        if (!(lock instanceof Monitor monitor)) {
            return "a ReentrantLock";
        }
        boolean vowel = !monitor.of.isEmpty() && "AEIOU".indexOf(monitor.of.charAt(0)) >= 0;
        return "the monitor of " + (vowel ? "an " : "a ") + monitor.of;
    }

    /** Whether {@code lock} stands for the monitor of an object. */
    public static boolean isMonitor(Object lock) {
        return lock instanceof Monitor;
    }

    private static Monitor owned(Object object) {
        Monitor monitor = of(object);
        if (!monitor.isHeldByCurrentThread()) {
            throw new IllegalMonitorStateException("current thread is not owner");
        }
        return monitor;
    }

    /** {@code monitorenter}. Waits without looking at the interrupt status, as the machine does. */
    @SuppressWarnings("LockNotBeforeTry") // the other half is exit
    public static void enter(Object object) {
        of(object).lock();
        Hook.synced(object);
    }

    /** {@code monitorexit}. */
    public static void exit(Object object) {
        Hook.synced(object);
        of(object).unlock();
    }

    /** {@link Object#wait()}. */
    @SuppressWarnings({"WaitNotInLoop", "AwaitNotInLoop"}) // the loop is the caller's
    public static void await(Object object) throws InterruptedException {
        Monitor monitor = owned(object);
        Hook.synced(object);
        monitor.waiting.add(Thread.currentThread());
        try {
            monitor.condition.await();
        } finally {
            monitor.waiting.remove(Thread.currentThread());
        }
        Hook.synced(object);
    }

    /** {@link Object#wait(long)}, in milliseconds; 0 waits without end. */
    @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"})
    public static void await(Object object, long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        if (millis == 0) {
            await(object);
            return;
        }
        Monitor monitor = owned(object);
        Hook.synced(object);
        monitor.waiting.add(Thread.currentThread());
        try {
            var _ = monitor.condition.await(millis, TimeUnit.MILLISECONDS);
        } finally {
            monitor.waiting.remove(Thread.currentThread());
        }
        Hook.synced(object);
    }

    /** {@link Object#wait(long, int)}: any nanosecond counts as a millisecond more. */
    public static void await(Object object, long millis, int nanos) throws InterruptedException {
        await(object, nanos > 0 && millis < Long.MAX_VALUE ? millis + 1 : millis);
    }

    /** {@link TimeUnit#timedWait}. */
    public static void timedWait(TimeUnit unit, Object object, long timeout)
            throws InterruptedException {
        if (timeout > 0) {
            long millis = unit.toMillis(timeout);
            await(object, millis, (int) (unit.toNanos(timeout) - millis * 1_000_000L));
        }
    }

    /** {@link Object#notify()}. */
    public static void signal(Object object) {
        owned(object).condition.signal();
    }

    /** {@link Object#notifyAll()}. */
    public static void signalAll(Object object) {
        owned(object).condition.signalAll();
    }

    /** {@link Thread#holdsLock(Object)}. */
    public static boolean isHeld(Object object) {
        return of(object).isHeldByCurrentThread();
    }
}
