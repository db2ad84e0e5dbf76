package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
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

    /** Told of a semaphore that is about to be given permits. */
    public static volatile @Nullable Consumer<Object> releases;

    /** Told of a platform thread that is about to be started. */
    public static volatile @Nullable Consumer<Object> starts;

    /** Told of what ends the calling thread, which its code has not caught. */
    public static volatile @Nullable Consumer<Object> dies;

    /** Told of a thread, or null, that is about to be woken. */
    public static volatile @Nullable Consumer<Object> wakes;

    /** Told of a pool of the JDK that is about to be given a task. */
    public static volatile @Nullable Consumer<Object> submits;

    /** Told of a pool that is about to get one thread more. */
    public static volatile @Nullable Consumer<Object> grows;

    /** Told of a pool that is about to be given a task. */
    public static volatile @Nullable Consumer<Object> gives;

    /**
     * Told of an operation on files: the name of its kind, and the file (a descriptor or a channel,
     * or null), its path and the path it goes to (either may be null), a mark, and whether the
     * operation begins at once.
     */
    public static volatile @Nullable BiConsumer<String, @Nullable Object[]> files;

    /** Whether the calling thread belongs to a run that says what is on the disk. */
    public static volatile @Nullable BooleanSupplier pretends;

    /** Told before each access of a class that is seen from inside. */
    public static volatile @Nullable Runnable steps;

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

    /** At the start of the methods that give permits to a semaphore. */
    public static void released(Object semaphore) {
        tell(releases, semaphore);
    }

    /** Before an access to what threads share, in a class that is seen from inside. */
    public static void step() {
        Runnable listener = steps;
        if (listener != null) {
            listener.run();
        }
    }

    /** At the start of {@code Thread.start}. */
    public static void started(Object thread) {
        tell(starts, thread);
    }

    /** At the start of {@code Thread.dispatchUncaughtException}. */
    public static void died(Object thrown) {
        tell(dies, thrown);
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

    /** Before a stream opens a file. */
    public static void opensStream(Object descriptor, String path, boolean append) {
        tellOfFile("OPENS", null, path, null, !append, true);
        tellOfFile("OPENED", descriptor, path, null, false, true);
    }

    /** Before a {@link java.io.RandomAccessFile} is opened; the second bit says: for writing. */
    public static void opensRandom(Object descriptor, String path, int mode) {
        if ((mode & 2) != 0) {
            tellOfFile("OPENS", null, path, null, false, true);
            tellOfFile("OPENED", descriptor, path, null, false, true);
        }
    }

    /** Before a channel opens a file. */
    public static void opensChannel(Object path, Set<?> options) {
        if (options.contains(StandardOpenOption.WRITE)
                || options.contains(StandardOpenOption.APPEND)) {
            boolean empties = options.contains(StandardOpenOption.TRUNCATE_EXISTING);
            tellOfFile("OPENS", null, path, null, empties, true);
        }
    }

    /** When a channel has opened a file; one that belongs to a {@code parent} is closed with it. */
    public static void openedFile(
            Object channel,
            Object descriptor,
            @Nullable String path,
            boolean writable,
            @Nullable Object parent) {
        if (writable && parent == null) {
            tellOfFile("OPENED", descriptor, path, null, false, true);
            tellOfFile("OPENED", channel, path, null, false, true);
        }
    }

    /** Whether what is to be forced may as well not be: in a run nobody pulls a real plug. */
    public static boolean pretendsToForce() {
        BooleanSupplier listener = pretends;
        return listener != null && listener.getAsBoolean();
    }

    /** Before a file is written to, or made longer or shorter. */
    public static void writes(
            Object descriptor, @Nullable String path, boolean synced, boolean uninterruptible) {
        tellOfFile("WRITES", descriptor, path, null, synced, uninterruptible);
    }

    /** Before what has been written is forced to the disk. */
    public static void forces(Object descriptor, @Nullable String path, boolean uninterruptible) {
        tellOfFile("FORCES", descriptor, path, null, false, uninterruptible);
    }

    /** Before a file or channel is closed. */
    public static void closes(Object file) {
        tellOfFile("CLOSES", file, null, null, false, true);
    }

    /** Before a file is mapped; what can be written through memory is not seen. */
    public static void maps(Object mode) {
        if (mode.toString().equals("READ_WRITE")) {
            tellOfFile("MAPS", null, null, null, false, true);
        }
    }

    /** Before a file is copied. */
    public static void copies(Object target) {
        tellOfFile("WRITES", null, target, null, false, true);
    }

    /** Before the name of a file, a folder or a link is made, changed or deleted. */
    public static void names(Object path) {
        tellOfFile("NAMES", null, path, null, false, true);
    }

    /** Before a file, a folder or a link is given a name, by a method that throws if it cannot. */
    public static void givesName(Object path) {
        tellOfFile("NAMES", null, path, null, true, true);
    }

    /** When a file or folder may have got another name. */
    public static void moved(Object source, Object target) {
        tellOfFile("MOVED", null, source, target, false, true);
    }

    /** When a file or folder has lost its name. */
    public static void deleted(Object path) {
        tellOfFile("DELETED", null, path, null, false, true);
    }

    private static void tellOfFile(
            String kind,
            @Nullable Object file,
            @Nullable Object path,
            @Nullable Object target,
            boolean mark,
            boolean isPoint) {
        BiConsumer<String, @Nullable Object[]> listener = files;
        if (listener != null) {
            listener.accept(kind, new @Nullable Object[] {file, path, target, mark, isPoint});
        }
    }

    private static void tell(@Nullable Consumer<Object> listener, Object what) {
        if (listener != null) {
            listener.accept(what);
        }
    }
}
