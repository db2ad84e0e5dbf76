package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;

/** What the changed classes of the JDK ask and tell, each on the thread that calls them. */
public interface JdkListener {
    /** In place of {@link System#nanoTime()}. */
    long nanoTime();

    /** In place of {@link System#currentTimeMillis()}. */
    long currentTimeMillis();

    /**
     * A timed wait of a future or a scope begins.
     *
     * @param task ends it
     * @return what will run the task after {@code delay}; null leaves it to the JDK
     */
    @Nullable ScheduledFuture<?> timeout(Runnable task, Duration delay);

    /**
     * A timed wait of a virtual thread begins.
     *
     * @param task ends it
     * @return what will run the task after {@code delay}; null leaves it to the JDK
     */
    @Nullable ScheduledFuture<?> wakeUp(Runnable task, Duration delay);

    /** An operation of an interruptible channel begins. */
    void channelBegins(Object channel);

    /**
     * An operation of an interruptible channel ends.
     *
     * @param completed whether it did something
     * @return true if it is to end as if the thread had been interrupted meanwhile
     */
    boolean channelEnds(Object channel, boolean completed);

    /** A file, a channel or a folder has been opened. */
    void opened(Object resource);

    /** A file, a channel or a folder is being closed. */
    void closed(Object resource);

    /** A lock or a semaphore is about to be used. */
    void used(Object lock);

    /** A semaphore is about to be given permits. */
    void releases(Semaphore semaphore);

    /** The calling thread is about to access what threads share, inside the JDK. */
    void steps();

    /** A thread is about to be started. */
    void starts(Thread thread);

    /** The calling thread ends by {@code thrown}, which its code has not caught. */
    void dies(Throwable thrown);

    /** A thread is about to be unparked. */
    void wakes(Thread thread);

    /** A {@link java.util.concurrent.ForkJoinPool} is about to be given a task from outside. */
    void submits();

    /** The pool is about to get one thread more. */
    void grows(ThreadPoolExecutor pool);

    /** The pool is about to be given a task. */
    void gives(ThreadPoolExecutor pool);

    /** Whether {@link #file} wants to be called. */
    boolean watchesFiles();

    /**
     * An operation on files. The thread may be left standing in this call for ever: the JDK has not
     * taken a monitor yet.
     *
     * @param kind one of OPENS, OPENED, WRITES, FORCES, CLOSES, MAPS, NAMES, MOVED, DELETED
     * @param file a descriptor or a channel; null where there is only a path
     * @param path where the file lies; null if that is not known
     * @param target where it goes to; null if it does not
     * @param mark whether an OPENS empties the file; whether a WRITES is on the disk when it
     *     returns; whether a NAMES makes a name and throws if it cannot
     * @param isPoint whether the thread may be stopped here; false where {@link #channelBegins}
     *     follows
     */
    void file(
            String kind,
            @Nullable Object file,
            @Nullable Path path,
            @Nullable Path target,
            boolean mark,
            boolean isPoint);

    /** Whether what is to be forced to the disk need not be. */
    boolean pretendsToForce();
}
