package cancelsafe.lab.schedule;

import cancelsafe.lab.jdk25.VirtualThreads;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Waits for threads that go on without a decision of the scheduler: the virtual machine hands over
 * a contended monitor of the JDK in a thread of its own, and threads outside the run may wake those
 * of the run. The driver waits until both have come to rest, so that the sequence of turns does not
 * depend on the timing of other threads.
 */
@SuppressWarnings("ThreadPriorityCheck") // yields to threads that the lab does not control
final class HandOvers {
    private static final long HAND_OVER_NANOS = Duration.ofSeconds(10).toNanos();

    /** A thread outside the run releases a monitor of the JDK sooner than that. */
    private static final long MONITOR_NANOS = Duration.ofSeconds(5).toNanos();

    private final ThreadStates threads;
    private final ReadyQueue ready;
    private final Disturbance disturbance;
    private final BooleanSupplier stopped;
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Set<ThreadState> unsettled = new LinkedHashSet<>();

    /** A thread that another one, which is not of the run, has made ready. */
    private record Arrival(ThreadState thread, Thread by) {}

    HandOvers(
            ThreadStates threads,
            ReadyQueue ready,
            Disturbance disturbance,
            BooleanSupplier stopped) {
        this.threads = threads;
        this.ready = ready;
        this.disturbance = disturbance;
        this.stopped = stopped;
    }

    /** Called by a thread that is neither the driver nor the running one. */
    void arrive(ThreadState thread, Thread by) {
        arrivals.add(new Arrival(thread, by));
    }

    /** Waits until it is clear where the threads are that have had a turn. */
    void afterTurn(ThreadState thread) {
        if (thread.phase == ThreadState.Phase.UNSETTLED && !thread.isObserver) {
            unsettled.add(thread);
        }
        await(unsettled);
        unsettled.removeIf(t -> t.phase != ThreadState.Phase.UNSETTLED);
    }

    /**
     * The same for all threads: one that was woken from outside is in no list before it arrives.
     */
    void atRest() {
        await(threads.alive());
    }

    private void await(Collection<ThreadState> those) {
        for (ThreadState each : List.copyOf(those)) {
            Thread thread = each.thread;
            awaitTransit(each);
            if (thread.getState() == Thread.State.TERMINATED) {
                threads.end(each);
            } else if (!stopped.getAsBoolean() && !isLockedByOneThatGoesOn(thread)) {
                if (staysBlocked(thread)) {
                    disturbance.monitorContended(thread);
                } else {
                    awaitTransit(each);
                }
            }
            if (each.phase == ThreadState.Phase.UNSETTLED && VirtualThreads.isParked(thread)) {
                each.phase = ThreadState.Phase.WAITING;
            }
        }
        takeArrivals();
    }

    private void awaitTransit(ThreadState thread) {
        Patience patience = new Patience(HAND_OVER_NANOS);
        while (!stopped.getAsBoolean() && isInTransit(thread) && !patience.isOver()) {
            Thread.yield();
        }
    }

    private boolean isInTransit(ThreadState thread) {
        return switch (thread.thread.getState()) {
            case BLOCKED -> VirtualThreads.isBeingHandedAMonitor(thread.thread);
            case RUNNABLE -> !thread.isReady() && !hasArrived(thread);
            default -> false;
        };
    }

    private boolean hasArrived(ThreadState thread) {
        return arrivals.stream().anyMatch(a -> a.thread == thread);
    }

    /**
     * A map calls back while it holds a monitor of its own; a thread that comes to that meanwhile
     * has its turn when the callback has ended.
     */
    private boolean isLockedByOneThatGoesOn(Thread thread) {
        return thread.getState() == Thread.State.BLOCKED
                && ready.byBirth().stream()
                        .anyMatch(s -> VirtualThreads.mayCallBackLocked(s.thread));
    }

    /** Blocked by a monitor that another thread of the run holds, while that one waits. */
    private static boolean staysBlocked(Thread thread) {
        Patience patience = new Patience(MONITOR_NANOS);
        while (thread.getState() == Thread.State.BLOCKED) {
            if (patience.isOver()) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    private void takeArrivals() {
        if (arrivals.isEmpty()) {
            return;
        }
        List<Arrival> taken = new ArrayList<>();
        for (Arrival a = arrivals.poll(); a != null; a = arrivals.poll()) {
            taken.add(a);
        }
        taken.sort(Comparator.comparingInt(a -> threads.birth(a.thread)));
        for (Arrival arrival : taken) {
            threads.see(arrival.thread);
            if (!arrival.thread.isObserver && !VirtualThreads.handsOverMonitors(arrival.by)) {
                disturbance.wokenFromOutside(arrival.thread.thread);
            }
            ready.add(arrival.thread);
        }
    }
}
