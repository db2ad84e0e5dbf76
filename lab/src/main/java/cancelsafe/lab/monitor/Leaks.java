package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.Monitors;
import cancelsafe.lab.jdk25.FileDescriptors;

import org.jspecify.annotations.Nullable;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;

/** What a run has opened and not closed, taken and not given back. */
public final class Leaks {
    private final Map<Object, CodeLocation> open = new IdentityHashMap<>();
    private final Map<Object, FirstUse> used = new IdentityHashMap<>();

    private final Map<Semaphore, Set<CodeLocation>> takenAt = new IdentityHashMap<>();
    private final Set<Semaphore> givenBack = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Predicate<String> isWoven;

    /**
     * Nothing has been opened or taken yet.
     *
     * @param isWoven whether the class with this name is one of the body
     */
    public Leaks(Predicate<String> isWoven) {
        this.isWoven = isWoven;
    }

    private record FirstUse(CodeLocation site, int permitsBefore) {}

    /**
     * What became of the permits of a run: some semaphores lend them, and take them back; others
     * are a state, such as a flag that is set once.
     *
     * @param kept how many there were fewer at the end
     * @param lentAt the lines that took permits which were given back
     */
    public record Permits(int kept, Set<CodeLocation> lentAt) {
        /** Of a run that has not been made: nothing is expected back. */
        public static final Permits UNKNOWN = new Permits(Integer.MAX_VALUE, Set.of());
    }

    /** {@code resource} has been opened by the line of woven code that led here. */
    public void opened(Object resource) {
        CallerLocation.site(CodeLocation.Kind.POINT, isWoven)
                .ifPresent(site -> open.put(resource, site));
    }

    /** {@code resource} is being closed. */
    public void closed(Object resource) {
        open.remove(resource);
    }

    /**
     * Closes the files that are still open, as nobody else will: unwritten bytes stay unwritten.
     */
    public void closeFiles() {
        for (Object resource : open.keySet()) {
            try {
                switch (resource) {
                    case FileDescriptor file -> FileDescriptors.close(file);
                    case FileChannel channel -> channel.close();
                    case DirectoryStream<?> folder -> folder.close();
                    default -> {}
                }
            } catch (IOException e) {
                throw new IllegalStateException("the lab cannot close what a crash left open", e);
            }
        }
    }

    /**
     * {@code lock}, a lock or a semaphore, is about to be taken.
     *
     * @param line the line of woven code that uses it; null if it is not known
     */
    public void used(Object lock, @Nullable CodeLocation line) {
        if (line != null && lock instanceof Semaphore semaphore) {
            takenAt.computeIfAbsent(semaphore, s -> new HashSet<>()).add(line);
        }
        if (!used.containsKey(lock)) {
            int permits = lock instanceof Semaphore s ? s.availablePermits() : 0;
            siteOf(lock, line).ifPresent(site -> used.put(lock, new FirstUse(site, permits)));
        }
    }

    /** Woven code itself takes a monitor, so that no stack need be walked for its line. */
    private Optional<CodeLocation> siteOf(Object lock, @Nullable CodeLocation line) {
        return line != null && Monitors.isMonitor(lock)
                ? Optional.of(line)
                : CallerLocation.site(CodeLocation.Kind.POINT, isWoven);
    }

    /**
     * {@code semaphore} is about to be given permits. Only if some of those that it had are missing
     * are they given back; otherwise they count something, such as the threads that have ended.
     */
    public void releases(Semaphore semaphore) {
        FirstUse taken = used.get(semaphore);
        if (taken != null && isKept(semaphore, taken)) {
            givenBack.add(semaphore);
        }
    }

    /** What is still open, in words, in the order of the lines that opened it. */
    public List<String> left() {
        return open.values().stream().map(s -> "opened at " + s.where()).sorted().toList();
    }

    /**
     * What is still held, in words.
     *
     * @param undisturbed what became of the permits of the undisturbed run
     */
    public List<String> held(Permits undisturbed) {
        List<String> held = new ArrayList<>();
        used.forEach(
                (lock, taken) -> {
                    if (isLocked(lock)) {
                        held.add("a lock taken at " + taken.site.where());
                    }
                });
        if (permitsKept() > undisturbed.kept) {
            used.forEach(
                    (lock, taken) -> {
                        if (lock instanceof Semaphore s
                                && isKept(s, taken)
                                && isLent(s, undisturbed)) {
                            held.add("a permit taken at " + taken.site.where());
                        }
                    });
        }
        held.sort(null);
        return held;
    }

    private static boolean isKept(Semaphore semaphore, FirstUse taken) {
        return semaphore.availablePermits() < taken.permitsBefore;
    }

    private boolean isLent(Semaphore semaphore, Permits undisturbed) {
        return takenAt.getOrDefault(semaphore, Set.of()).stream()
                .anyMatch(undisturbed.lentAt::contains);
    }

    /** What became of the permits. */
    public Permits permits() {
        Set<CodeLocation> lentAt = new HashSet<>();
        takenAt.forEach(
                (semaphore, lines) -> {
                    FirstUse taken = used.get(semaphore);
                    if (givenBack.contains(semaphore)
                            && taken != null
                            && !isKept(semaphore, taken)) {
                        lentAt.addAll(lines);
                    }
                });
        return new Permits(permitsKept(), lentAt);
    }

    private int permitsKept() {
        return used.entrySet().stream()
                .filter(e -> e.getKey() instanceof Semaphore)
                .mapToInt(
                        e ->
                                Math.max(
                                        0,
                                        e.getValue().permitsBefore
                                                - ((Semaphore) e.getKey()).availablePermits()))
                .sum();
    }

    private static boolean isLocked(Object lock) {
        return switch (lock) {
            case ReentrantLock l -> l.isLocked();
            // these two tell of other threads only in their text
            case ReentrantReadWriteLock.WriteLock l -> !l.toString().endsWith("[Unlocked]");
            case ReentrantReadWriteLock.ReadLock l -> !l.toString().endsWith("[Read locks = 0]");
            case StampedLock l -> l.isReadLocked() || l.isWriteLocked();
            default -> false;
        };
    }
}
