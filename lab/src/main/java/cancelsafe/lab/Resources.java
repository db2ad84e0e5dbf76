package cancelsafe.lab;

import cancelsafe.lab.hook.Here;
import cancelsafe.lab.hook.Site;
import cancelsafe.lab.weave.Weaver;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Method;
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
final class Resources {
    private final Map<Object, Site> open = new IdentityHashMap<>();
    private final Map<Object, Taken> used = new IdentityHashMap<>();

    private static final Method CLOSE;

    static {
        try {
            // the close of a stream waits for monitors that a thread may have been left in
            CLOSE = FileDescriptor.class.getDeclaredMethod("close");
            CLOSE.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("the lab needs the files of JDK 25", e);
        }
    }

    private record Taken(Site site, int permitsBefore) {}

    void opened(Object resource) {
        Here.site(Site.Kind.POINT, Weaver::hasWoven).ifPresent(site -> open.put(resource, site));
    }

    void closed(Object resource) {
        open.remove(resource);
    }

    /**
     * Closes the files that are still open, as nobody else will: unwritten bytes stay unwritten.
     */
    void closeFiles() {
        for (Object resource : open.keySet()) {
            try {
                switch (resource) {
                    case FileDescriptor file -> CLOSE.invoke(file);
                    case FileChannel channel -> channel.close();
                    case DirectoryStream<?> folder -> folder.close();
                    default -> {}
                }
            } catch (IOException | ReflectiveOperationException e) {
                throw new IllegalStateException("the lab cannot close what a crash left open", e);
            }
        }
    }

    void used(Object lock) {
        if (!used.containsKey(lock)) {
            int permits = lock instanceof Semaphore s ? s.availablePermits() : 0;
            Here.site(Site.Kind.POINT, Weaver::hasWoven)
                    .ifPresent(site -> used.put(lock, new Taken(site, permits)));
        }
    }

    /** What is still open, in words, in the order of the lines that opened it. */
    List<String> left() {
        return open.values().stream().map(s -> "opened at " + s.where()).sorted().toList();
    }

    /**
     * What is still held, in words.
     *
     * @param permitsKeptUndisturbed how many permits the undisturbed run takes for good
     */
    List<String> held(int permitsKeptUndisturbed) {
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
    int permitsKept() {
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
