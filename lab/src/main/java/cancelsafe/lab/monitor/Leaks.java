package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.jdk25.FileDescriptors;
import cancelsafe.lab.weave.Weaver;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** What a run has opened and not closed, taken and not given back. */
public final class Leaks {
    private final Map<Object, CodeLocation> open = new IdentityHashMap<>();
    private final Map<Object, FirstUse> used = new IdentityHashMap<>();

    private record FirstUse(CodeLocation site, int permitsBefore) {}

    /** {@code resource} has been opened by the line of woven code that led here. */
    public void opened(Object resource) {
        CallerLocation.site(CodeLocation.Kind.POINT, Weaver::hasWoven)
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

    /** {@code lock}, a lock or a semaphore, is about to be used. */
    public void used(Object lock) {
        if (!used.containsKey(lock)) {
            int permits = lock instanceof Semaphore s ? s.availablePermits() : 0;
            CallerLocation.site(CodeLocation.Kind.POINT, Weaver::hasWoven)
                    .ifPresent(site -> used.put(lock, new FirstUse(site, permits)));
        }
    }

    /** What is still open, in words, in the order of the lines that opened it. */
    public List<String> left() {
        return open.values().stream().map(s -> "opened at " + s.where()).sorted().toList();
    }

    /**
     * What is still held, in words.
     *
     * @param permitsKeptUndisturbed how many permits the undisturbed run takes for good
     */
    public List<String> held(int permitsKeptUndisturbed) {
        List<String> held = new ArrayList<>();
        used.forEach(
                (lock, taken) -> {
                    if (isLocked(lock)) {
                        held.add("a lock taken at " + taken.site.where());
                    }
                });
        if (permitsKept() > permitsKeptUndisturbed) {
            used.forEach(
                    (lock, taken) -> {
                        if (lock instanceof Semaphore s
                                && s.availablePermits() < taken.permitsBefore) {
                            held.add("a permit taken at " + taken.site.where());
                        }
                    });
        }
        held.sort(null);
        return held;
    }

    /** How many permits fewer there are than before. */
    public int permitsKept() {
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
