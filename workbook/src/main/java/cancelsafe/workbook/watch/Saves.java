package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sees when an answer has changed by looking at the files: it misses no way of saving, on no file
 * system. Of the answer that the reader is at it looks at the text, of the others at time and
 * length first.
 */
final class Saves {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Book book;
    private final Supplier<Kata> current;
    private final Consumer<Kata> changed;
    private final Map<String, Seen> seen = new HashMap<>();

    /** A file as it was seen last; its text is null where there is no file. */
    private record Seen(String stamp, @Nullable ByteBuffer text) {
        static final Seen NOTHING = new Seen("", null);
    }

    Saves(Book book, Supplier<Kata> current, Consumer<Kata> changed) {
        this.book = book;
        this.current = current;
        this.changed = changed;
        book.katas().forEach(kata -> seen.put(kata.id(), look(kata, Seen.NOTHING, true)));
    }

    /** Looks until it is interrupted. */
    void watch() throws InterruptedException {
        while (true) {
            Kata here = current.get();
            for (Kata kata : book.katas()) {
                Seen last = seen.getOrDefault(kata.id(), Seen.NOTHING);
                Seen now = look(kata, last, kata.equals(here));
                seen.put(kata.id(), now);
                if (!Objects.equals(last.text, now.text)) {
                    changed.accept(kata);
                }
            }
            Thread.sleep(PAUSE);
        }
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
}
