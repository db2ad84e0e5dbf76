package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * Where the hooks report to: the run that is going on. All methods but {@link #isHere}, {@link
 * #isDriver} and {@link #grows} are called only by a thread for which {@code isHere()} is true.
 */
public interface Sink {
    /** Whether the calling thread is the one that the run has let go on. */
    boolean isHere();

    /** Whether the calling thread is the one that runs the run's threads, between their turns. */
    boolean isDriver();

    /** The thread is about to make a call that can be cancelled. */
    void point(int site);

    /** The thread is about to look at {@code signal}. */
    void check(Object signal, int site);

    /** An operation of an interruptible channel begins, however it was reached. */
    void channelBegins(Object channel);

    /**
     * An operation of an interruptible channel ends.
     *
     * @param completed whether it did something
     * @return true if it is to end as if the thread had been interrupted meanwhile
     */
    boolean channelEnds(Object channel, boolean completed);

    /** Whether the run wants to know of operations on files. */
    boolean watchesFiles();

    /** The thread is about to do something to a file, or has done it. */
    void file(FileCall call);

    /** A file, a channel, a folder or a registered resource has been opened. */
    void opened(Object resource);

    /** One of them is being closed. */
    void closed(Object resource);

    /** A lock or a semaphore is about to be used. */
    void used(Object lock);

    /** The thread is about to start a platform thread, which cannot belong to the run. */
    void startsOutside(Thread thread);

    /** A pool is about to get a thread, of this run. */
    void grows(Object pool);

    /** The thread is about to give a task to {@code pool}, of this run or not. */
    void givesTo(ThreadPoolExecutor pool);

    /** The thread is about to give a task to a {@link java.util.concurrent.ForkJoinPool}. */
    void submitsOutside();

    /** The thread is about to wake {@code thread}, of this run or not. */
    void handsOver(Thread thread);

    /** The call of a point has returned. */
    void passed(int site);

    /** The thread reaches a source line. */
    void line(int site);

    /**
     * The thread is about to read or write a field or an element, or comes to another place where
     * it matters which thread goes on.
     *
     * @param owner the object or array, null for a static field or where there is none
     * @param index of the element, -1 for a field
     */
    void step(@Nullable Object owner, int index, int site);

    /** The thread is about to read or change a collection of {@code java.util}. */
    void collection(Object collection, int site);

    /**
     * The thread uses something that orders it with others who use it; null means anything at all.
     */
    void synced(@Nullable Object by);

    /** The thread calls a method of {@code receiver}, which may order it with others as well. */
    void called(@Nullable Object receiver);

    /** The thread lets the others go first. */
    void giveWay();

    /** The thread goes round a loop once more. */
    void loop(int site);

    /** The thread is about to make a call that the lab does not control. Does not return. */
    void refuse(int site, String instead);

    /** Makes builders of threads that belong to this run. */
    Thread.Builder.OfVirtual threads();

    /** A number for the next thing of this kind in this run, from 1. */
    int next(String kind);

    /** Waits until every other thread of the run waits. */
    void settle();

    /** Nanoseconds on the clock of this run. */
    long nanoTime();

    /** Runs {@code task} on the run's own thread when its clock has moved on by {@code delay}. */
    ScheduledFuture<?> after(Duration delay, Runnable task);
}
