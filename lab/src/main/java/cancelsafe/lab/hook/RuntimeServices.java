package cancelsafe.lab.hook;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;

/** What a run gives to its threads in place of what the JDK would give them. */
public interface RuntimeServices {
    /** Makes builders of threads that belong to this run. */
    Thread.Builder.OfVirtual newThread();

    /** A number for the next thing of this kind in this run, from 1. */
    int next(String kind);

    /** The calling thread lets the others go first. */
    void yieldHint();

    /** The calling thread reads the clock, and may wait for a moment in this way. */
    void lookAtClock();

    /** Waits until every other thread of the run waits; an interrupt meanwhile is kept. */
    void settle();

    /** Nanoseconds on the clock of this run. */
    long nanoTime();

    /** Runs {@code task} on the run's own thread when its clock has moved on by {@code delay}. */
    ScheduledFuture<?> after(Duration delay, Runnable task);
}
