package cancelsafe.lab.schedule;

import cancelsafe.lab.jdk25.VirtualThreads;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads of a run. Threads outside may ask for a state; all else is the driver's. */
final class ThreadStates {
    private final Map<Thread, ThreadState> states = new ConcurrentHashMap<>();
    private final Set<ThreadState> alive = new LinkedHashSet<>();
    private int births;

    /** The state of a thread, whether it has been started or not. */
    ThreadState of(Thread thread) {
        return states.computeIfAbsent(thread, t -> new ThreadState(t, false));
    }

    /** The state of the thread that the JDK lets go on by {@code continuation}. */
    ThreadState of(Runnable continuation) {
        ThreadState state = of(VirtualThreads.threadOf(continuation));
        state.continuesBy(continuation);
        return state;
    }

    /** Makes an observer of a thread that has not been started. */
    void addObserver(Thread thread) {
        states.put(thread, new ThreadState(thread, true));
    }

    boolean isObserver(Thread thread) {
        ThreadState state = states.get(thread);
        return state != null && state.isObserver;
    }

    /** Called when a thread becomes ready: gives it a birth if it has none. */
    void see(ThreadState state) {
        if (state.birth == ThreadState.UNBORN && !state.isObserver) {
            state.birth = births++;
            alive.add(state);
        }
    }

    void end(ThreadState state) {
        state.phase = ThreadState.Phase.ENDED;
        alive.remove(state);
    }

    /** Those that have not ended, by birth, as far as the scheduler has seen. */
    Set<ThreadState> alive() {
        return alive;
    }

    List<Thread> aliveThreads() {
        return alive.stream().map(s -> s.thread).filter(Thread::isAlive).toList();
    }

    boolean isKnown(Thread thread) {
        ThreadState state = states.get(thread);
        return state != null && (state.isObserver || state.birth != ThreadState.UNBORN);
    }

    boolean areMany() {
        return births > 1;
    }

    /** When the thread was born; what has not been seen yet will be born next. */
    int birth(@Nullable ThreadState state) {
        return state == null || state.birth == ThreadState.UNBORN ? births : state.birth;
    }

    int birth(Thread thread) {
        return birth(states.get(thread));
    }
}
