package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Sees when an answer has changed. Only looking at the files tells that, and it misses no way of
 * saving on no file system: of the answer that the reader is at it looks at the text, of the others
 * at time and length first. The system, where it can, says when to look; without its word this
 * looks every now and then.
 */
final class Saves {
    /** How long a change may stay unseen where the system says nothing. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** Editors that empty a file and fill it again do so within this time. */
    private static final Duration SETTLED = Duration.ofMillis(5);

    private static final int MOST_LOOKS = 10;

    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE,
        StandardWatchEventKinds.ENTRY_DELETE,
        StandardWatchEventKinds.ENTRY_MODIFY
    };

    private final Book book;
    private final Supplier<Kata> current;
    private final Consumer<Kata> changed;
    private final Map<String, Seen> seen = new HashMap<>();
    private final Set<Path> parents;
    private final Map<Path, WatchKey> folders = new HashMap<>();

    /** A file as it was seen last; its text is null where there is no file. */
    private record Seen(String stamp, @Nullable ByteBuffer text) {
        static final Seen NOTHING = new Seen("", null);
    }

    Saves(Book book, Supplier<Kata> current, Consumer<Kata> changed) {
        this.book = book;
        this.current = current;
        this.changed = changed;
        this.parents =
                book.katas().stream()
                        .map(k -> k.exercise().getParent())
                        .collect(Collectors.toSet());
        book.katas().forEach(kata -> seen.put(kata.id(), look(kata, Seen.NOTHING, true)));
    }

    /** Looks until it is interrupted. */
    void watch() throws InterruptedException {
        try (WatchService system = watchService()) {
            while (true) {
                lookAtAll();
                await(system);
            }
        } catch (IOException _) {
            // of closing, and nothing depends on it
        }
    }

    /**
     * Where the answer that the reader is at has changed, or a single other one, that is a save.
     * Where several others have, somebody has changed the whole folder, and the reader stays.
     */
    private void lookAtAll() throws InterruptedException {
        Set<Kata> saved = new HashSet<>(changes());
        for (int looks = 0; !saved.isEmpty() && looks < MOST_LOOKS; looks++) {
            Thread.sleep(SETTLED);
            Set<Kata> more = changes();
            if (more.isEmpty()) {
                break;
            }
            saved.addAll(more);
        }
        Kata here = current.get();
        if (saved.contains(here)) {
            changed.accept(here);
        } else if (saved.size() == 1) {
            changed.accept(saved.iterator().next());
        }
    }

    /** What has changed since the last look: of other answers than the current one, the text. */
    private Set<Kata> changes() {
        Set<Kata> changes = new HashSet<>();
        Kata here = current.get();
        for (Kata kata : book.katas()) {
            boolean isHere = kata.equals(here);
            Seen last = seen.getOrDefault(kata.id(), Seen.NOTHING);
            Seen now = look(kata, last, isHere);
            if (!isHere && now.text == null) {
                continue; // that it has gone is nothing to judge
            }
            seen.put(kata.id(), now);
            if (isHere ? !now.equals(last) : !Objects.equals(now.text, last.text)) {
                changes.add(kata);
            }
        }
        return changes;
    }

    private static Seen look(Kata kata, Seen last, boolean closely) {
        try {
            BasicFileAttributes a =
                    Files.readAttributes(kata.exercise(), BasicFileAttributes.class);
            String stamp = a.lastModifiedTime() + " " + a.size() + " " + a.fileKey();
            return closely || !stamp.equals(last.stamp)
                    ? new Seen(stamp, ByteBuffer.wrap(Files.readAllBytes(kata.exercise())))
                    : last;
        } catch (IOException _) {
            return Seen.NOTHING;
        }
    }

    private @Nullable WatchService watchService() {
        try {
            return book.root().getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException _) {
            return null; // then it is the looking alone
        }
    }

    /** Until the system says that something has changed, but not for long. */
    private void await(@Nullable WatchService system) throws InterruptedException {
        if (system == null) {
            Thread.sleep(PAUSE);
            return;
        }
        parents.forEach(folder -> listen(system, folder));
        WatchKey key = system.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = system.poll();
        }
    }

    /** A folder that was moved away takes its key along: where it is gone, the key is forgotten. */
    private void listen(WatchService system, Path folder) {
        if (!Files.isDirectory(folder)) {
            folders.remove(folder);
            return;
        }
        WatchKey known = folders.get(folder);
        if (known == null || !known.isValid()) {
            try {
                folders.put(folder, folder.register(system, KINDS));
            } catch (IOException _) {
                // then it is the looking alone
            }
        }
    }
}
