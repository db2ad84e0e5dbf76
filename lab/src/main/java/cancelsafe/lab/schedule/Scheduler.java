package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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
    /** How far the clock of a run goes: what still waits then waits for ever. */
    public static final Duration HORIZON = Duration.ofDays(10);

    /** For so long a machine may stand still: a timer that is due by then may overtake threads. */
    private static final long STALL_NANOS = Duration.ofSeconds(10).toNanos();

    /** Whoever waits so often without end does so for ever. */
    private static final int MOST_JUMPS = 200_000;

    private static final int LONGEST_STREAK = 60;

    /** Somebody outside the run lets go of a monitor of the JDK sooner than that. */
    private static final long MONITOR_NANOS = Duration.ofMillis(500).toNanos();

    private static final long HAND_OVER_NANOS = Duration.ofSeconds(10).toNanos();

    private static final String CALLS_BACK_LOCKED = "java.util.concurrent.ConcurrentHashMap";

    private final Thread driver = Thread.currentThread();
    private final Deque<Turn> ready = new ArrayDeque<>();
    private final Deque<Turn> urgent = new ArrayDeque<>();
    private final Queue<Foreign> foreign = new ConcurrentLinkedQueue<>();
    private final Set<Thread> queued = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Runnable, Turn> turns = new IdentityHashMap<>();
    private final Map<Thread, Integer> births = new IdentityHashMap<>();
    private final Set<Thread> alive = new LinkedHashSet<>();

    /** Those that have had their turn and neither wait in a queue nor are parked. */
    private final Set<Thread> unsettled = new LinkedHashSet<>();

    private final Set<Thread> observers = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Runnable> whenIdle = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();

    /** A thread, and how the JDK lets it go on. */
    private record Turn(Runnable continuation, Thread thread) {}

    private record Foreign(Turn turn, Thread by) {}

    private volatile @Nullable Thread running;
    private volatile boolean stopped;
    private volatile boolean stuck;
    private volatile boolean over;
    private volatile long steps;
    private final Runnable whenSettled;
    private final Disturbance disturbance;
    private final Choices choices;
    private final Order order;
    private @Nullable Thread last;
    private boolean steppedAside;
    private boolean gaveWay;
    private int streak;
    private int switches;
    private @Nullable Thread goesOnFirst;
    private @Nullable Thread interposed;
    private long now;
    private long timersMade;
    private int jumps;
    private boolean outOfTime;

    /**
     * A scheduler for threads that {@link #run} runs on the calling thread.
     *
     * @param choices decides where the order is open
     * @param order told of what orders the threads
     * @param whenSettled called on the driver each time that no thread can go on, before anything
     *     else that waits for that
     * @param disturbance told of what may keep the run from being repeated
     */
    public Scheduler(Choices choices, Order order, Runnable whenSettled, Disturbance disturbance) {
        this.disturbance = disturbance;
        this.choices = choices;
        this.order = order;
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

    /** How often another thread had its turn than the one before, where the order is open. */
    public int switches() {
        return switches;
    }

    /** Nanoseconds on the clock, from 0. */
    public long nanoTime() {
        return now;
    }

    /** Whether the clock reached {@link #HORIZON}, or went on too often. */
    public boolean isOutOfTime() {
        return outOfTime;
    }

    /** When {@code thread} was first seen, counted from 0. */
    public int birth(Thread thread) {
        return births.getOrDefault(thread, births.size());
    }

    /** Whether {@code thread} is one of this scheduler's, and has been started. */
    public boolean knows(Thread thread) {
        return births.containsKey(thread) || observers.contains(thread);
    }

    /** The threads that have not ended, by birth, without observers. */
    public List<Thread> alive() {
        return alive.stream().filter(t -> t.isAlive() && !observers.contains(t)).toList();
    }

    /** Whether there has ever been more than one thread. */
    public boolean hasCompany() {
        return births.size() > 1;
    }

    /** Runs {@code task} on the driver when no thread can go on, before the clock moves. */
    public void whenIdle(Runnable task) {
        whenIdle.add(task);
    }

    /** Runs {@code task} on the driver when the clock has moved on by {@code delay}. */
    public ScheduledFuture<?> after(Duration delay, Runnable task) {
        long nanos = Math.clamp(delay.toNanos(), 0, Long.MAX_VALUE - now);
        Timer timer = new Timer(now + nanos, timersMade++, this, timers, task);
        timers.add(timer);
        return timer;
    }

    /** No thread gets another turn. */
    public void stop() {
        stopped = true;
    }

    /**
     * Nobody looks at the run any more. A thread that is left goes on, on a carrier of its own, if
     * somebody wakes it: whoever closes a pool after the run must not wait for ever.
     */
    public void isOver() {
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

    /** Thrown in a thread that cannot be left standing. */
    public static final class Abandoned extends Error {
        private static final long serialVersionUID = 1;

        Abandoned() {
            super("abandoned", null, false, false);
        }
    }

    /**
     * Called by the running thread: lets {@code look} run in a thread of its own, at once and
     * before anything else, and goes on when it has ended or cannot. What a look that waits finds
     * later is lost.
     */
    public void observe(Runnable look) {
        Thread observer = observer(look);
        goesOnFirst = Thread.currentThread();
        observer.start();
        Thread.yield();
    }

    /**
     * Called by the running thread: starts {@code thread} and lets it run, before anything else,
     * until it ends or waits; then the caller goes on.
     */
    public void interpose(Thread thread) {
        interposed = thread;
        goesOnFirst = Thread.currentThread();
        thread.start();
        Thread.yield();
    }

    /** Called by the driver: runs {@code look} in a thread of its own until it ends or cannot. */
    public void observeAtRest(Runnable look) {
        observer(look).start();
        for (Turn next = urgent.poll(); next != null; next = urgent.poll()) {
            step(next);
        }
    }

    private Thread observer(Runnable look) {
        Thread observer = threads().name("observer").unstarted(look);
        observers.add(observer);
        return observer;
    }

    /** Whether the calling thread only looks at the run. */
    public boolean isObserver() {
        return observers.contains(Thread.currentThread());
    }

    /** {@inheritDoc} Called by the JDK when a thread of this scheduler can go on. */
    @Override
    public void execute(Runnable continuation) {
        Turn turn = turn(continuation);
        Thread thread = turn.thread;
        boolean observer = observers.contains(thread);
        Thread caller = Thread.currentThread();
        if (stopped && !observer) {
            if (over && !caller.isVirtual()) {
                Thread.ofPlatform().daemon().name("lab-afterwards").start(continuation);
            }
            return;
        }
        if (caller != driver && caller != running) {
            foreign.add(new Foreign(turn, caller));
            return;
        }
        queued.add(thread);
        if (observer) {
            urgent.add(turn);
        } else {
            see(thread);
            if (caller == running && caller != thread) {
                order.wakes(caller, thread);
            }
            if (thread == interposed) {
                interposed = null;
                urgent.add(turn);
            } else if (thread == goesOnFirst) {
                goesOnFirst = null;
                ready.addFirst(turn);
            } else {
                ready.add(turn);
            }
        }
    }

    private void see(Thread thread) {
        if (births.putIfAbsent(thread, births.size()) == null) {
            alive.add(thread);
        }
    }

    private Turn turn(Runnable continuation) {
        synchronized (turns) {
            return turns.computeIfAbsent(
                    continuation, c -> new Turn(c, VirtualThreads.threadOf(c)));
        }
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
                } else if (!moveClock()) {
                    return;
                }
            }
        } finally {
            Watchdog.forget(this);
        }
    }

    private boolean moveClock() {
        Timer timer = nextTimer();
        if (timer == null) {
            return false;
        }
        if (timer.dueNanos > HORIZON.toNanos() || ++jumps > MOST_JUMPS) {
            outOfTime = true;
            stopped = true;
            return false;
        }
        now = Math.max(now, timer.dueNanos);
        timer.task.run();
        return true;
    }

    /** Timers that are due at the same moment may fire in any order. */
    private @Nullable Timer nextTimer() {
        Timer first = timers.peek();
        if (first == null) {
            return null;
        }
        List<Timer> due =
                timers.stream().filter(t -> t.dueNanos == first.dueNanos).sorted().toList();
        Timer chosen = due.get(due.size() == 1 ? 0 : choices.choose(due.size()));
        timers.remove(chosen);
        return chosen;
    }

    private void settle() {
        for (; ; ) {
            for (Turn next = next(); next != null; next = next()) {
                step(next);
                awaitHandOvers(unsettled);
                sortInterrupted();
            }
            // whom somebody outside has woken is in nobody's list before it arrives
            awaitHandOvers(alive);
            if (stopped || ready.isEmpty()) {
                return;
            }
        }
    }

    private @Nullable Turn next() {
        Turn look = urgent.poll();
        if (look != null) {
            return look;
        }
        if (stopped || ready.isEmpty()) {
            return null;
        }
        return choices.concernThreads() ? chosen() : ready.poll();
    }

    /**
     * The thread that ran last is expected to go on, then the eldest. One that gives way by itself,
     * or that has had many turns on end, lets the others go first.
     */
    private Turn chosen() {
        List<Turn> candidates = new ArrayList<>(ready);
        candidates.sort(Comparator.comparingInt(t -> birth(t.thread)));
        Turn goesOn = candidates.stream().filter(t -> t.thread == last).findFirst().orElse(null);
        if (goesOn != null && candidates.size() > 1) {
            candidates.remove(goesOn);
            if (gaveWay || streak > LONGEST_STREAK) {
                candidates.add(goesOn);
                streak = 0;
            } else {
                candidates.addFirst(goesOn);
            }
        }
        gaveWay = false;
        int choice = choices.chooseThread(candidates.size(), mayFireEarly());
        if (choice == candidates.size()) {
            moveClock();
            return chosen();
        }
        Turn chosen = candidates.get(choice);
        ready.remove(chosen);
        boolean goesOnIndeed = chosen.thread == last;
        streak = goesOnIndeed ? streak + 1 : 0;
        switches += goesOnIndeed ? 0 : 1;
        last = chosen.thread;
        return chosen;
    }

    /** Whether the next timer may fire although threads can go on. */
    private boolean mayFireEarly() {
        Timer next = choices.concernTimers() ? timers.peek() : null;
        return next != null && next.dueNanos - now <= STALL_NANOS;
    }

    /** Called by the running thread: a place where something else may go on instead. */
    public void stepAside() {
        if (choices.concernThreads() && (!ready.isEmpty() || mayFireEarly())) {
            steppedAside = true;
            Thread.yield();
        }
    }

    /** Called by the running thread: the others go first. */
    public void giveWay() {
        gaveWay = true;
        Thread.yield();
    }

    private void step(Turn turn) {
        Thread thread = turn.thread;
        queued.remove(thread);
        if (births.containsKey(thread)) {
            unsettled.add(thread);
        }
        running = thread;
        steps++;
        try {
            turn.continuation.run();
        } finally {
            if (!steppedAside) {
                order.leaves(thread);
            }
            steppedAside = false;
            running = null;
        }
    }

    /**
     * A contended monitor of the JDK is handed over by a thread of the virtual machine. Waits until
     * it has, so that the order in the queue does not depend on that thread's timing.
     */
    private void awaitHandOvers(Collection<Thread> those) {
        for (Thread thread : List.copyOf(those)) {
            awaitTransit(thread);
            if (thread.getState() == Thread.State.TERMINATED) {
                alive.remove(thread);
            } else if (!stopped && !isLockedByOneThatGoesOn(thread)) {
                if (staysBlocked(thread)) {
                    disturbance.monitorContended(thread);
                } else {
                    awaitTransit(thread);
                }
            }
            if (isSettled(thread)) {
                unsettled.remove(thread);
            }
        }
        takeForeign();
    }

    /** Nothing moves it on but its turn, or a call of {@link #execute}. */
    private boolean isSettled(Thread thread) {
        return queued.contains(thread) || VirtualThreads.isParked(thread) || !thread.isAlive();
    }

    private void awaitTransit(Thread thread) {
        long since = 0;
        while (!stopped && isInTransit(thread)) {
            if (since == 0) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > HAND_OVER_NANOS) {
                break;
            }
            Thread.yield();
        }
    }

    /**
     * A map calls back while it holds a monitor of its own; whoever comes to that meanwhile has its
     * turn when the call back has ended.
     */
    private boolean isLockedByOneThatGoesOn(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED
                && ready.stream()
                        .flatMap(t -> Arrays.stream(t.thread.getStackTrace()))
                        .anyMatch(f -> f.getClassName().equals(CALLS_BACK_LOCKED));
    }

    /** Blocked by a monitor that another thread of the run holds, while that one waits. */
    private static boolean staysBlocked(Thread thread) {
        long since = 0;
        while (thread.getState() == Thread.State.BLOCKED) {
            if (since == 0) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since > MONITOR_NANOS) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    private boolean isInTransit(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED -> VirtualThreads.isBeingHandedAMonitor(thread);
            case RUNNABLE -> !queued.contains(thread) && !hasArrived(thread);
            default -> false;
        };
    }

    /** Woken by another thread than those of the run, and not yet taken by the driver. */
    private boolean hasArrived(Thread thread) {
        return foreign.stream().anyMatch(f -> f.turn.thread == thread);
    }

    private void takeForeign() {
        if (foreign.isEmpty()) {
            return;
        }
        List<Foreign> taken = new ArrayList<>();
        for (Foreign f = foreign.poll(); f != null; f = foreign.poll()) {
            taken.add(f);
        }
        taken.sort(Comparator.comparingInt(f -> birth(f.turn.thread)));
        for (Foreign f : taken) {
            Thread thread = f.turn.thread;
            queued.add(thread);
            if (observers.contains(thread)) {
                urgent.add(f.turn);
            } else {
                see(thread);
                if (!f.by.getName().equals("VirtualThread-unblocker")) {
                    disturbance.wokenFromOutside(thread);
                }
                ready.add(f.turn);
            }
        }
    }

    /**
     * The JDK interrupts the subtasks of a scope and the workers of a pool in the order of their
     * hash codes, which differ from run to run. Puts those that one step has interrupted in order
     * of birth.
     */
    private void sortInterrupted() {
        List<Turn> interrupted = new ArrayList<>();
        boolean inOrder = true;
        int last = -1;
        for (Turn turn : ready) {
            if (turn.thread.isInterrupted()) {
                int birth = birth(turn.thread);
                inOrder &= birth > last;
                last = birth;
                interrupted.add(turn);
            }
        }
        if (inOrder) {
            return;
        }
        interrupted.sort(Comparator.comparingInt(t -> birth(t.thread)));
        Iterator<Turn> sorted = interrupted.iterator();
        List<Turn> all = List.copyOf(ready);
        ready.clear();
        for (Turn turn : all) {
            ready.add(turn.thread.isInterrupted() ? sorted.next() : turn);
        }
    }
}
