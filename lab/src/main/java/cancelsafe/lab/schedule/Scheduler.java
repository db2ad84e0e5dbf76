package cancelsafe.lab.schedule;

import cancelsafe.lab.jdk25.VirtualThreads;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the virtual threads of one run, one at a time, on the thread that calls {@link #run}. When
 * none can go on, what waits for that is called; then the clock jumps to the next timer.
 *
 * <p>Threads that these threads start inherit the scheduler from the JDK, so all of them are here.
 */
// yield is how a thread hands on its turn; the driver alone counts the steps
@SuppressWarnings({"ThreadPriorityCheck", "NonAtomicVolatileUpdate"})
public final class Scheduler implements Executor {
    /** After so many turns in which threads did nothing but yield, time passes. */
    private static final int MOST_SPINS = 1_000;

    /** A wait that returns at once counts as so many of these turns: its caller waits for time. */
    private static final int SPINS_PER_EMPTY_WAIT = 100;

    private final Thread driver = Thread.currentThread();
    private final ThreadStates threads = new ThreadStates();
    private final ReadyQueue ready = new ReadyQueue();
    private final Deque<Runnable> whenIdle = new ArrayDeque<>();
    private final Clock clock;
    private final Interleaving interleaving;
    private final HandOvers handOvers;
    private final SchedulingListener listener;
    private final Runnable whenSettled;
    private volatile @Nullable Thread running;
    private volatile boolean stopped;
    private volatile boolean stuck;
    private volatile boolean over;
    private volatile long steps;
    private boolean atSchedulingPoint;
    private boolean yielded;
    private int spins;

    /**
     * A scheduler for threads that {@link #run} runs on the calling thread.
     *
     * @param search decides which thread or timer is next, where several can be
     * @param listener told of what orders the threads
     * @param whenSettled called on the driver each time that no thread can go on, before anything
     *     else that waits for that
     * @param disturbance told of what may keep the run from being repeated
     */
    public Scheduler(
            ScheduleSearch search,
            SchedulingListener listener,
            Runnable whenSettled,
            Disturbance disturbance) {
        this.clock = new Clock(search, this::stop);
        this.interleaving = new Interleaving(search, ready, clock, listener::departs);
        this.handOvers = new HandOvers(threads, ready, disturbance, this::isStopped);
        this.listener = listener;
        this.whenSettled = whenSettled;
    }

    /** Builders of threads of this scheduler. */
    public Thread.Builder.OfVirtual threads() {
        return VirtualThreads.builder(this);
    }

    /** Whether the calling thread is the one that has its turn. */
    public boolean isRunning() {
        return Thread.currentThread() == running;
    }

    /** Whether the calling thread is the one that runs all the others, between their turns. */
    public boolean isDriver() {
        return Thread.currentThread() == driver;
    }

    /** How many turns there have been. */
    public long steps() {
        return steps;
    }

    /** How often another thread had its turn than the one before, where the search decides. */
    public int switches() {
        return interleaving.switches();
    }

    /** Nanoseconds on the clock, from 0. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Whether the clock reached its horizon, or jumped too often. */
    public boolean isOutOfTime() {
        return clock.isOutOfTime();
    }

    /** Whether it went so far because a timer is due after the end of virtual time. */
    public boolean isAtHorizon() {
        return clock.isAtHorizon();
    }

    /** When {@code thread} was first seen, counted from 0. */
    public int birth(Thread thread) {
        return threads.birth(thread);
    }

    /** Whether {@code thread} is one of this scheduler's, and has been started. */
    public boolean knows(Thread thread) {
        return threads.isKnown(thread);
    }

    /** The threads that have not ended, by birth, without observers. */
    public List<Thread> alive() {
        return threads.aliveThreads();
    }

    /** Whether there has ever been more than one thread. */
    public boolean hasCompany() {
        return threads.areMany();
    }

    /** Runs {@code task} on the driver when no thread can go on, before the clock moves. */
    public void whenIdle(Runnable task) {
        whenIdle.add(task);
    }

    /** Runs {@code task} on the driver when the clock has moved on by {@code delay}. */
    public ScheduledFuture<?> after(Duration delay, Runnable task) {
        return clock.after(delay, running, task);
    }

    /** No thread gets another turn. */
    public void stop() {
        stopped = true;
    }

    /**
     * The result of the run is known. A thread that is left goes on, on a carrier of its own, if
     * another one wakes it: a caller that closes a pool after the run must not wait for ever.
     */
    public void markOver() {
        stopped = true;
        over = true;
    }

    /** Whether {@link #stop} has been called. */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * The calling thread of this scheduler never goes on, and with it the run: no handler and no
     * {@code finally} of it runs. Where the thread cannot be left standing (in a static
     * initializer, say), it ends with an {@link Abandoned} when the watchdog has seen that.
     */
    public void abandon() {
        stopped = true;
        for (; ; ) {
            LockSupport.park();
            if (stuck) {
                throw new Abandoned();
            }
            Thread.interrupted();
        }
    }

    /** Told by a watchdog that the running thread keeps the driver from going on. */
    void unstick() {
        stuck = true;
        LockSupport.unpark(running);
    }

    /**
     * Called by the running thread: lets {@code look} run in a thread of its own, at once and
     * before anything else, and goes on when it has ended or cannot. What a look that waits finds
     * later is lost.
     */
    public void observe(Runnable look) {
        runFirst(observer(look));
    }

    /**
     * Called by the running thread: starts {@code thread} and lets it run, before anything else,
     * until it ends or waits; then the caller goes on.
     */
    public void runFirst(Thread thread) {
        threads.of(thread).place = ThreadState.Place.URGENT;
        threads.of(Thread.currentThread()).place = ThreadState.Place.FIRST;
        thread.start();
        Thread.yield();
    }

    /** Called by the driver: runs {@code look} in a thread of its own until it ends or cannot. */
    public void observeAtRest(Runnable look) {
        runFirstAtRest(observer(look));
    }

    /** Called by the driver: starts {@code thread} and lets it run until it ends or waits. */
    public void runFirstAtRest(Thread thread) {
        threads.of(thread).place = ThreadState.Place.URGENT;
        thread.start();
        for (var next = ready.pollUrgent(); next != null; next = ready.pollUrgent()) {
            step(next);
        }
    }

    private Thread observer(Runnable look) {
        Thread observer = threads().name("observer").unstarted(look);
        threads.addObserver(observer);
        return observer;
    }

    /** Whether the calling thread only looks at the run. */
    public boolean isObserver() {
        return threads.isObserver(Thread.currentThread());
    }

    /** {@inheritDoc} Called by the JDK when a thread of this scheduler can go on. */
    @Override
    public void execute(Runnable continuation) {
        ThreadState thread = threads.of(continuation);
        Thread caller = Thread.currentThread();
        if (stopped && !thread.isObserver) {
            if (over && !caller.isVirtual()) {
                Thread.ofPlatform().daemon().name("lab-afterwards").start(continuation);
            }
            return;
        }
        if (caller != driver && caller != running) {
            handOvers.arrive(thread, caller);
            return;
        }
        threads.see(thread);
        if (caller == running && caller != thread.thread && !thread.isObserver) {
            listener.wakes(caller, thread.thread);
        }
        ready.add(thread);
    }

    /**
     * Runs until nothing can go on, nothing waits for that and no timer is left, or until stopped.
     */
    public void run() {
        Watchdog.watch(this);
        try {
            while (!stopped) {
                settle();
                if (!stopped) {
                    whenSettled.run();
                }
                if (stopped || !ready.isEmpty()) {
                    continue;
                }
                Runnable idle = whenIdle.poll();
                if (idle != null) {
                    idle.run();
                } else if (!clock.jump()) {
                    return;
                }
            }
        } finally {
            Watchdog.forget(this);
        }
    }

    private void settle() {
        for (; ; ) {
            for (ThreadState next = next(); next != null; next = next()) {
                step(next);
                handOvers.afterTurn(next);
                ready.sortInterrupted();
                if (spins >= MOST_SPINS) {
                    spins = 0;
                    clock.jump();
                }
            }
            handOvers.atRest();
            if (stopped || ready.isEmpty()) {
                return;
            }
        }
    }

    private @Nullable ThreadState next() {
        ThreadState urgent = ready.pollUrgent();
        return urgent != null || stopped ? urgent : interleaving.next();
    }

    private void step(ThreadState state) {
        if (!state.isObserver && !stopped) {
            listener.resumes(state.thread);
        }
        running = state.thread;
        steps++;
        try {
            state.runTurn();
        } finally {
            if (!atSchedulingPoint) {
                listener.leaves(state.thread);
                spins = yielded ? spins + 1 : 0;
            }
            atSchedulingPoint = false;
            yielded = false;
            running = null;
        }
    }

    /** Called by the running thread: a place where something else may go on instead. */
    public void schedulingPoint() {
        if (interleaving.isOpen()) {
            atSchedulingPoint = true;
            Thread.yield();
        }
    }

    /** Called by the running thread: a wait has returned at once, and may do so again and again. */
    public void emptyWait() {
        spins += SPINS_PER_EMPTY_WAIT;
        yieldHint();
    }

    /** Called by the running thread: a hint that the others should go first. */
    public void yieldHint() {
        yielded = true;
        interleaving.hintYield();
        Thread.yield();
    }
}
