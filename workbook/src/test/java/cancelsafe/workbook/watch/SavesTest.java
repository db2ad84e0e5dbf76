package cancelsafe.workbook.watch;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.BookCopy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Every way in which editors save is seen. */
@Timeout(60)
class SavesTest {
    @TempDir Path folder;
    private Kata kata;
    private Kata other;
    private Thread looking;
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    @BeforeEach
    void watch() throws IOException {
        Book book = BookCopy.in(folder);
        kata = book.katas().get(0);
        other = book.katas().get(1);
        Saves saves = new Saves(book, () -> kata, k -> texts.add(k.id() + " " + text(k)));
        looking =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        saves.watch();
                                    } catch (InterruptedException _) {
                                        // the test is over
                                    }
                                });
    }

    @AfterEach
    void stop() throws InterruptedException {
        looking.interrupt();
        looking.join();
    }

    private static String text(Kata kata) {
        try {
            return Files.readString(kata.exercise());
        } catch (IOException e) {
            return "gone";
        }
    }

    /** The last text that is seen is the last one that was written. */
    private void isSeen(Kata saved, String text) throws InterruptedException {
        while (!texts.take().equals(saved.id() + " " + text)) {
            // an earlier state of the file
        }
    }

    @Test
    void writtenInPlace() throws Exception {
        Files.writeString(kata.exercise(), "in place");
        isSeen(kata, "in place");
    }

    @Test
    void writtenElsewhereAndMovedOver() throws Exception {
        Path temporary = kata.exercise().resolveSibling(".swap");
        Files.writeString(temporary, "moved");
        Files.move(temporary, kata.exercise(), StandardCopyOption.ATOMIC_MOVE);
        isSeen(kata, "moved");
    }

    @Test
    void movedAwayAndWrittenAnew() throws Exception {
        Files.move(kata.exercise(), kata.exercise().resolveSibling("backup~"));
        Files.writeString(kata.exercise(), "anew");
        isSeen(kata, "anew");
    }

    @Test
    void deletedAndCreated() throws Exception {
        Files.delete(kata.exercise());
        Files.writeString(kata.exercise(), "created");
        isSeen(kata, "created");
    }

    @Test
    void truncatedAndWrittenPieceByPiece() throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(kata.exercise().toFile(), "rw")) {
            file.setLength(0);
            for (char c : "pieces".toCharArray()) {
                file.write(c);
            }
        }
        isSeen(kata, "pieces");
    }

    @Test
    void theSameLengthAndTheSameTime() throws Exception {
        Files.writeString(kata.exercise(), "one");
        isSeen(kata, "one");
        var time = Files.getLastModifiedTime(kata.exercise());
        Files.writeString(kata.exercise(), "two");
        Files.setLastModifiedTime(kata.exercise(), time);
        isSeen(kata, "two");
    }

    @Test
    void manyTimesInARow() throws Exception {
        for (int i = 0; i < 500; i++) {
            Files.writeString(kata.exercise(), "text " + i);
        }
        isSeen(kata, "text 499");
    }

    @Test
    void anotherKata() throws Exception {
        Files.writeString(other.exercise(), "the other one");
        isSeen(other, "the other one");
    }

    @Test
    void theWholeFolderGoneAndBack() throws Exception {
        Path source = kata.exercise().getParent();
        Path away = folder.resolve("away");
        Files.move(source, away);
        isSeen(kata, "gone");
        Files.writeString(away.resolve(kata.exercise().getFileName()), "back");
        Files.move(away, source);
        isSeen(kata, "back");
    }
}
