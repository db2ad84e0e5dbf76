package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/**
 * What the thread calls of woven code become. In a run, a platform thread is a virtual thread of
 * the run; an instance of a subclass of {@link Thread} keeps its identity and has a twin that runs
 * it.
 */
@SuppressWarnings("ThreadPriorityCheck") // yields where the caller does
public final class Threads {
    private static final Map<Thread, Thread> TWINS = new WeakHashMap<>();
    private static final Map<Thread, Thread> ORIGINALS = new WeakHashMap<>();

    private Threads() {}

    /** The thread that runs what {@code thread} stands for. */
    static synchronized Thread twin(Thread thread) {
        return TWINS.getOrDefault(thread, thread);
    }

    private static synchronized Thread original(Thread thread) {
        return ORIGINALS.getOrDefault(thread, thread);
    }

    /** A virtual thread of {@code run} that runs {@code original} in its place. */
    static synchronized Thread twin(RuntimeListener run, Thread original) {
        Thread twin = run.services().newThread().name(original.getName()).unstarted(original);
        TWINS.put(original, twin);
        ORIGINALS.put(twin, original);
        return twin;
    }

    private static Thread make(@Nullable Runnable task, @Nullable String name) {
        RuntimeListener run = Hook.here();
        if (run == null) {
            return name == null ? new Thread(task) : new Thread(task, name);
        }
        String given = name == null ? "Thread-" + (run.services().next("Thread") - 1) : name;
        return run.services().newThread().name(given).unstarted(task == null ? () -> {} : task);
    }

    /** {@code new Thread()}. */
    public static Thread newThread() {
        return make(null, null);
    }

    /** {@code new Thread(task)}. */
    public static Thread newThread(@Nullable Runnable task) {
        return make(task, null);
    }

    /** {@code new Thread(task, name)}. */
    public static Thread newThread(@Nullable Runnable task, String name) {
        return make(task, Objects.requireNonNull(name));
    }

    /** {@code new Thread(name)}. */
    public static Thread newThread(String name) {
        return make(null, Objects.requireNonNull(name));
    }

    /** {@code new Thread(group, task)}; the group is left out. */
    public static Thread newThread(@Nullable ThreadGroup group, @Nullable Runnable task) {
        return make(task, null);
    }

    /** {@code new Thread(group, name)}; the group is left out. */
    public static Thread newThread(@Nullable ThreadGroup group, String name) {
        return make(null, Objects.requireNonNull(name));
    }

    /** {@code new Thread(group, task, name)}; the group is left out. */
    public static Thread newThread(
            @Nullable ThreadGroup group, @Nullable Runnable task, String name) {
        return make(task, Objects.requireNonNull(name));
    }

    /** {@code new Thread(group, task, name, stackSize)}; group and size are left out. */
    public static Thread newThread(
            @Nullable ThreadGroup group, @Nullable Runnable task, String name, long stackSize) {
        return make(task, Objects.requireNonNull(name));
    }

    /** {@code new Thread(group, task, name, stackSize, inherit)}; the rest is left out. */
    public static Thread newThread(
            @Nullable ThreadGroup group,
            @Nullable Runnable task,
            String name,
            long stackSize,
            boolean inherit) {
        return make(task, Objects.requireNonNull(name));
    }

    /** {@link Thread#start()}. */
    public static void start(Thread thread) {
        RuntimeListener run = Hook.here();
        if (run == null || thread.isVirtual()) {
            thread.start();
        } else if (twin(thread) != thread) {
            throw new IllegalThreadStateException();
        } else {
            twin(run, thread).start();
        }
    }

    /** Whether somebody has asked to be told of what ends {@code thread}. */
    public static boolean seesFailures(Thread thread) {
        return !(thread.getUncaughtExceptionHandler() instanceof ThreadGroup);
    }

    /** {@link Thread#currentThread()}. */
    public static Thread currentThread() {
        return original(Thread.currentThread());
    }

    /** {@link Thread#join()}. */
    public static void join(Thread thread) throws InterruptedException {
        twin(thread).join();
    }

    /** {@link Thread#join(long)}, in milliseconds. */
    public static void join(Thread thread, long millis) throws InterruptedException {
        twin(thread).join(millis);
    }

    /** {@link Thread#join(long, int)}. */
    public static void join(Thread thread, long millis, int nanos) throws InterruptedException {
        twin(thread).join(millis, nanos);
    }

    /** {@link Thread#join(Duration)}. */
    public static boolean join(Thread thread, Duration duration) throws InterruptedException {
        return twin(thread).join(duration);
    }

    /** {@link Thread#interrupt()}; a subclass that overrides it is asked first. */
    public static void interrupt(Thread thread) {
        Thread twin = twin(thread);
        if (twin != thread && overridesInterrupt(thread)) {
            thread.interrupt();
        } else {
            twin.interrupt();
        }
    }

    /** {@code super.interrupt()} in a subclass of {@link Thread}. */
    public static void interruptItself(Thread thread) {
        twin(thread).interrupt();
    }

    private static boolean overridesInterrupt(Thread thread) {
        try {
            return thread.getClass().getMethod("interrupt").getDeclaringClass() != Thread.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    /** {@link Thread#isInterrupted()}. */
    public static boolean isInterrupted(Thread thread) {
        return twin(thread).isInterrupted();
    }

    /** {@link Thread#isAlive()}. */
    public static boolean isAlive(Thread thread) {
        return twin(thread).isAlive();
    }

    /** {@link Thread#getState()}. */
    public static Thread.State getState(Thread thread) {
        return twin(thread).getState();
    }

    /** {@link Thread#setDaemon}; in a run every thread ends with the run. */
    public static void setDaemon(Thread thread, boolean daemon) {
        if (!thread.isVirtual()) {
            thread.setDaemon(daemon);
        } else if (Hook.here() == null) {
            thread.setDaemon(daemon);
        }
    }

    /** {@link Thread#isDaemon()}. */
    public static boolean isDaemon(Thread thread) {
        return thread.isDaemon();
    }

    /** {@link LockSupport#unpark}. */
    public static void unpark(@Nullable Thread thread) {
        if (thread != null) {
            LockSupport.unpark(twin(thread));
        }
    }

    /** {@link Thread#yield()}: others go first. */
    public static void pause() {
        RuntimeListener run = Hook.here();
        if (run == null) {
            Thread.yield();
        } else {
            run.services().yieldHint();
        }
    }

    /**
     * {@link Thread#onSpinWait()}: in a run the others must get their turn, or nobody ever does.
     */
    public static void onSpinWait() {
        RuntimeListener run = Hook.here();
        if (run == null) {
            Thread.onSpinWait();
        } else {
            run.services().yieldHint();
        }
    }

    /** {@link Thread.Builder#unstarted}. */
    public static Thread unstarted(Thread.Builder builder, Runnable task) {
        Thread thread = builder.unstarted(task);
        if (Hook.here() == null || thread.isVirtual()) {
            return thread;
        }
        Thread made = make(task, thread.getName().isEmpty() ? null : thread.getName());
        if (seesFailures(thread)) {
            made.setUncaughtExceptionHandler(thread.getUncaughtExceptionHandler());
        }
        return made;
    }

    /** {@link Thread.Builder#start}. */
    public static Thread start(Thread.Builder builder, Runnable task) {
        Thread thread = unstarted(builder, task);
        thread.start();
        return thread;
    }

    /** {@link Thread.Builder#factory}. */
    public static ThreadFactory factory(Thread.Builder builder) {
        return Pools.adopt(builder.factory());
    }
}
