package cancelsafe.lab;

import cancelsafe.lab.hook.Monitors;
import cancelsafe.lab.hook.Site;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Who waits for which lock, and who has taken it where, and which tasks wait for a thread, when
 * nothing can go on.
 */
final class Standstill {
    private static final Method OWNER;
    private static final String POOL = ThreadPoolExecutor.class.getName();

    static {
        try {
            OWNER = ReentrantLock.class.getDeclaredMethod("getOwner");
            OWNER.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("the lab needs the locks of JDK 25", e);
        }
    }

    private final Map<ReentrantLock, Map<Thread, Site>> asked = new IdentityHashMap<>();

    /** {@code thread} is about to take {@code lock} in this line. */
    void asks(Thread thread, ReentrantLock lock, Site line) {
        asked.computeIfAbsent(lock, l -> new IdentityHashMap<>()).put(thread, line);
    }

    /** Which of the threads wait for a lock that somebody has, in words. */
    List<String> waits(List<Thread> threads, Function<Thread, String> name) {
        List<String> waits = new ArrayList<>();
        for (Thread thread : threads) {
            ReentrantLock lock = awaited(thread);
            Thread owner = lock == null ? null : owner(lock);
            if (lock != null && owner != null) {
                waits.add(
                        "%s waits at %s for %s, which %s took at %s"
                                .formatted(
                                        name.apply(thread),
                                        line(lock, thread),
                                        Monitors.spoken(lock),
                                        name.apply(owner),
                                        line(lock, owner)));
            }
        }
        return waits;
    }

    /**
     * Tasks that no thread of their pool will ever run, and what those threads are at, in words.
     *
     * @param pools those that have threads of this run
     */
    List<String> starved(
            List<ThreadPoolExecutor> pools, List<Thread> threads, Function<Thread, String> spoken) {
        int tasks = pools.stream().mapToInt(pool -> pool.getQueue().size()).sum();
        List<String> busy = threads.stream().filter(Standstill::isInTask).map(spoken).toList();
        if (tasks == 0 || busy.isEmpty()) {
            return List.of();
        }
        String waiting =
                tasks == 1
                        ? "1 task waits for a thread of its pool"
                        : tasks + " tasks wait for a thread of their pool";
        return List.of(waiting + ", where none is free: " + String.join("; ", busy));
    }

    /** Whether it is a thread of a pool, and not one that waits for a task. */
    private static boolean isInTask(Thread thread) {
        List<String> calls =
                Arrays.stream(thread.getStackTrace())
                        .filter(f -> f.getClassName().equals(POOL))
                        .map(StackTraceElement::getMethodName)
                        .toList();
        return calls.contains("runWorker") && !calls.contains("getTask");
    }

    /** Whether some of the threads wait for each other. */
    boolean isCircle(List<Thread> threads) {
        return threads.stream().anyMatch(this::isInCircle);
    }

    private boolean isInCircle(Thread start) {
        Set<Thread> seen = new HashSet<>();
        Thread thread = start;
        while (thread != null && seen.add(thread)) {
            ReentrantLock lock = awaited(thread);
            thread = lock == null ? null : owner(lock);
        }
        return thread != null;
    }

    private @Nullable ReentrantLock awaited(Thread thread) {
        return asked.keySet().stream()
                .filter(lock -> lock.hasQueuedThread(thread))
                .findFirst()
                .orElse(null);
    }

    private String line(ReentrantLock lock, Thread thread) {
        Site line = asked.getOrDefault(lock, Map.of()).get(thread);
        return line == null ? "a place outside of the run" : line.where();
    }

    private static @Nullable Thread owner(ReentrantLock lock) {
        try {
            return (Thread) OWNER.invoke(lock);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
