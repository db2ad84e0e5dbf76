package cancelsafe.lab.agent;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What classes of the JDK call once {@link JdkPatches} has changed them. It is defined a second
 * time, as a class of {@code java.lang}, and so uses nothing but {@code java.base}.
 */
@SuppressWarnings("NonFinalStaticField")
public final class JdkHook {
    /** The clock; null means the machine's own. */
    public static volatile @Nullable LongSupplier nanos;

    /** The wall clock, in milliseconds; null means the machine's own. */
    public static volatile @Nullable LongSupplier millis;

    /**
     * The timer: task and delay in nanoseconds; null, or an answer of null, means the pool's own.
     */
    public static volatile @Nullable BiFunction<Runnable, Long, @Nullable ScheduledFuture<?>> timer;

    /** Told of a channel whose operation begins. */
    public static volatile @Nullable Consumer<Object> channelBegins;

    /** Told of a channel whose operation ends, and whether it did something; true interrupts it. */
    public static volatile @Nullable BiPredicate<Object, Boolean> channelEnds;

    /** Told of a file, channel or folder that has been opened. */
    public static volatile @Nullable Consumer<Object> opens;

    /** Told of one that is being closed. */
    public static volatile @Nullable Consumer<Object> closes;

    /** Told of a lock or a semaphore that is about to be used. */
    public static volatile @Nullable Consumer<Object> uses;

    /** Told of a platform thread that is about to be started. */
    public static volatile @Nullable Consumer<Object> starts;

    /** Told of a thread, or null, that is about to be woken. */
    public static volatile @Nullable Consumer<Object> wakes;

    /** Told of a pool of the JDK that is about to be given a task. */
    public static volatile @Nullable Consumer<Object> submits;

    /** Told of a pool that is about to get one thread more. */
    public static volatile @Nullable Consumer<Object> grows;

    /** Told of a pool that is about to be given a task. */
    public static volatile @Nullable Consumer<Object> gives;

    private JdkHook() {}

    /** In place of {@link System#nanoTime()}. */
    public static long nanoTime() {
        LongSupplier clock = nanos;
        return clock == null ? System.nanoTime() : clock.getAsLong();
    }

    /** In place of {@link System#currentTimeMillis()}. */
    public static long currentTimeMillis() {
        LongSupplier clock = millis;
        return clock == null ? System.currentTimeMillis() : clock.getAsLong();
    }

    /** In place of {@link ForkJoinPool#schedule(Runnable, long, TimeUnit)}. */
    public static ScheduledFuture<?> schedule(
            ForkJoinPool pool, Runnable task, long delay, TimeUnit unit) {
        BiFunction<Runnable, Long, @Nullable ScheduledFuture<?>> own = timer;
        ScheduledFuture<?> scheduled = own == null ? null : own.apply(task, unit.toNanos(delay));
        return scheduled != null ? scheduled : pool.schedule(task, delay, unit);
    }

    /** At the start of {@code AbstractInterruptibleChannel.begin}. */
    public static void begin(Object channel) {
        tell(channelBegins, channel);
    }

    /**
     * At the start of {@code AbstractInterruptibleChannel.end}; true: it was interrupted meanwhile.
     */
    public static boolean end(Object channel, boolean completed) {
        BiPredicate<Object, Boolean> told = channelEnds;
        return told != null && told.test(channel, completed);
    }

    /** When a file, channel or folder has been opened. */
    public static void opened(Object resource) {
        tell(opens, resource);
    }

    /** When a channel has been opened; one that belongs to a {@code parent} is closed with it. */
    public static void openedChannel(Object channel, @Nullable Object parent) {
        if (parent == null) {
            tell(opens, channel);
        }
    }

    /** When a file, channel or folder is being closed. */
    public static void closed(Object resource) {
        tell(closes, resource);
    }

    /** At the start of the methods that take a lock or a permit. */
    public static void used(Object lock) {
        tell(uses, lock);
    }

    /** At the start of {@code Thread.start}. */
    public static void started(Object thread) {
        tell(starts, thread);
    }

    /** At the start of {@code LockSupport.unpark}. */
    public static void woken(@Nullable Object thread) {
        if (thread != null) {
            tell(wakes, thread);
        }
    }

    /** At the start of the method by which others give tasks to a {@link ForkJoinPool}. */
    public static void submitted(Object pool) {
        tell(submits, pool);
    }

    /** At the start of the method by which a pool gets a thread. */
    public static void grown(Object pool) {
        tell(grows, pool);
    }

    /** At the start of the methods by which a pool is given a task. */
    public static void given(Object pool) {
        tell(gives, pool);
    }

    private static void tell(@Nullable Consumer<Object> listener, Object what) {
        if (listener != null) {
            listener.accept(what);
        }
    }
}
