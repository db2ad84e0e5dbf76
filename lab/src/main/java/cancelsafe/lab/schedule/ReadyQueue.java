package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The threads that can go on, in the sequence in which they became ready. */
final class ReadyQueue {
    private static final Comparator<ThreadState> BY_BIRTH = Comparator.comparingInt(s -> s.birth);

    private final Deque<ThreadState> ready = new ArrayDeque<>();
    private final Deque<ThreadState> urgent = new ArrayDeque<>();

    void add(ThreadState state) {
        switch (state.becomeReady()) {
            case URGENT -> urgent.add(state);
            case FIRST -> ready.addFirst(state);
            case LAST -> ready.add(state);
        }
    }

    /** Whether none can go on but urgent ones. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    @Nullable ThreadState pollUrgent() {
        return urgent.poll();
    }

    @Nullable ThreadState poll() {
        return ready.poll();
    }

    void remove(ThreadState state) {
        ready.remove(state);
    }

    /** All but the urgent ones, the eldest first. */
    List<ThreadState> byBirth() {
        List<ThreadState> sorted = new ArrayList<>(ready);
        sorted.sort(BY_BIRTH);
        return sorted;
    }

    /**
     * The JDK interrupts the subtasks of a scope and the workers of a pool in the order of their
     * hash codes, which differ from run to run. Puts those that one turn has interrupted in order
     * of birth, and leaves all others in their places.
     */
    void sortInterrupted() {
        List<ThreadState> interrupted = new ArrayList<>();
        for (ThreadState state : ready) {
            if (state.thread.isInterrupted()) {
                interrupted.add(state);
            }
        }
        List<ThreadState> sorted = new ArrayList<>(interrupted);
        sorted.sort(BY_BIRTH);
        if (sorted.equals(interrupted)) {
            return;
        }
        Iterator<ThreadState> next = sorted.iterator();
        List<ThreadState> all = List.copyOf(ready);
        ready.clear();
        all.forEach(s -> ready.add(interrupted.contains(s) ? next.next() : s));
    }
}
