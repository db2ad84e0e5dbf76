package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.Monitors;
import cancelsafe.lab.jdk25.Locks;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Which thread waits for which lock, which thread holds it since which line, and which tasks wait
 * for a thread of their pool, when no thread can go on.
 */
public final class Deadlocks {
    private static final String POOL = ThreadPoolExecutor.class.getName();

    private final Map<ReentrantLock, Map<Thread, CodeLocation>> asked = new IdentityHashMap<>();
    private final Set<ThreadPoolExecutor> pools =
            Collections.newSetFromMap(new IdentityHashMap<>());

    /** {@code pool} gets a thread of the run. */
    public void grows(ThreadPoolExecutor pool) {
        pools.add(pool);
    }

    /** Whether {@code pool} has got a thread of the run. */
    public boolean knows(ThreadPoolExecutor pool) {
        return pools.contains(pool);
    }

    /** {@code thread} is about to take {@code lock} in this line. */
    public void asks(Thread thread, ReentrantLock lock, CodeLocation line) {
        asked.computeIfAbsent(lock, l -> new IdentityHashMap<>()).put(thread, line);
    }

    /**
     * Which of the threads wait for a lock that another one holds, then which tasks wait for a
     * thread of their pool, in words.
     *
     * @param describe name of a thread
     * @param place name of a thread, and its line
     */
    public List<String> waits(
            List<Thread> threads,
            Function<Thread, String> describe,
            Function<Thread, String> place) {
        List<String> waits = new ArrayList<>(locks(threads, describe));
        waits.addAll(starved(threads, place));
        return waits;
    }

    private List<String> locks(List<Thread> threads, Function<Thread, String> describe) {
        List<String> waits = new ArrayList<>();
        for (Thread thread : threads) {
            ReentrantLock lock = awaited(thread);
            Thread owner = lock == null ? null : Locks.owner(lock);
            if (lock != null && owner != null) {
                waits.add(
                        "%s waits at %s for %s, which %s"
                                .formatted(
                                        describe.apply(thread),
                                        line(lock, thread),
                                        Monitors.describe(lock),
                                        taken(lock, owner, threads, describe)));
            }
        }
        return waits;
    }

    /** Who took a lock, and where. A thread that is none of the run's has no name of its own. */
    private String taken(
            ReentrantLock lock,
            Thread owner,
            List<Thread> threads,
            Function<Thread, String> describe) {
        boolean isKnown =
                threads.contains(owner) || asked.getOrDefault(lock, Map.of()).containsKey(owner);
        return isKnown
                ? describe.apply(owner) + " took at " + line(lock, owner)
                : "another thread took";
    }

    /** Tasks that no thread of their pool will ever run, and what those threads are at. */
    private List<String> starved(List<Thread> threads, Function<Thread, String> place) {
        int tasks = pools.stream().mapToInt(pool -> pool.getQueue().size()).sum();
        List<String> busy = threads.stream().filter(Deadlocks::isInTask).map(place).toList();
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
    public boolean isCircle(List<Thread> threads) {
        return threads.stream().anyMatch(this::isInCircle);
    }

    private boolean isInCircle(Thread start) {
        Set<Thread> seen = new HashSet<>();
        Thread thread = start;
        while (thread != null && seen.add(thread)) {
            ReentrantLock lock = awaited(thread);
            thread = lock == null ? null : Locks.owner(lock);
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
        CodeLocation line = asked.getOrDefault(lock, Map.of()).get(thread);
        return line == null ? "a place outside of the run" : line.where();
    }
}
