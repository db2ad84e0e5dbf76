package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The sequence in which the ready threads of a run take their turns. */
final class Interleaving {
    /** After so many turns on end a thread is taken for one that waits by turning round. */
    private static final int LONGEST_STREAK = 60;

    private final ScheduleSearch search;
    private final ReadyQueue ready;
    private final Clock clock;
    private final Consumer<Thread> departed;
    private @Nullable ThreadState last;
    private boolean yieldHinted;
    private int streak;
    private int switches;

    /**
     * A sequence that has not begun.
     *
     * @param departed told of each thread that goes on where another one was expected to
     */
    Interleaving(ScheduleSearch search, ReadyQueue ready, Clock clock, Consumer<Thread> departed) {
        this.search = search;
        this.ready = ready;
        this.clock = clock;
        this.departed = departed;
    }

    /** Whether something else could go on instead of the running thread. */
    boolean isOpen() {
        return search.interleavesThreads() && (!ready.isEmpty() || clock.mayFireEarly());
    }

    /** The running thread says that the others go first. */
    void hintYield() {
        yieldHinted = true;
    }

    /** How often another thread had its turn than the one before, where the search decides. */
    int switches() {
        return switches;
    }

    /** Takes the thread that goes on out of the queue; null if none can. */
    @Nullable ThreadState next() {
        return search.interleavesThreads() && !ready.isEmpty() ? decided() : ready.poll();
    }

    private ThreadState decided() {
        for (; ; ) {
            List<ThreadState> threads = expected();
            boolean orTimer = clock.mayFireEarly();
            int next = decide(threads, orTimer);
            if (orTimer && next == 1) {
                clock.jump();
            } else {
                ThreadState thread = threads.get(orTimer && next > 1 ? next - 1 : next);
                if (next > 0) {
                    departed.accept(thread.thread);
                }
                return take(thread);
            }
        }
    }

    private int decide(List<ThreadState> threads, boolean orTimer) {
        if (threads.size() == 1 && !orTimer) {
            return 0;
        }
        List<Integer> alternatives = new ArrayList<>(threads.size() + 1);
        threads.forEach(s -> alternatives.add(s.birth));
        if (orTimer) {
            alternatives.add(1, ScheduleSearch.TIMER);
        }
        return search.nextThread(alternatives);
    }

    /**
     * The thread that ran last is expected to go on, then the eldest. One that has given the hint
     * to yield, or has had many turns on end, lets the others go first.
     */
    private List<ThreadState> expected() {
        List<ThreadState> threads = ready.byBirth();
        ThreadState goesOn = last;
        if (goesOn != null && threads.size() > 1 && threads.remove(goesOn)) {
            if (yieldHinted || streak > LONGEST_STREAK) {
                threads.addLast(goesOn);
                streak = 0;
            } else {
                threads.addFirst(goesOn);
            }
        }
        yieldHinted = false;
        return threads;
    }

    private ThreadState take(ThreadState thread) {
        ready.remove(thread);
        streak = thread == last ? streak + 1 : 0;
        switches += thread == last ? 0 : 1;
        last = thread;
        return thread;
    }
}
