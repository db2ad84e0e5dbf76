package cancelsafe.workbook.watch;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** Every way in which editors save is seen. */
@Timeout(300)
class SavesTest {
    @TempDir Path folder;
    private Book book;
    private Kata kata;
    private Kata other;
    private Thread looking;
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    @BeforeEach
    void watch() throws IOException {
        book = BookCopy.in(folder);
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
    void theSameLengthAndTheSameTime() throws Exception {
        Files.writeString(kata.exercise(), "one");
        isSeen(kata, "one");
        var time = Files.getLastModifiedTime(kata.exercise());
        Files.writeString(kata.exercise(), "two");
        Files.setLastModifiedTime(kata.exercise(), time);
        isSeen(kata, "two");
    }

    @Test
    void aThousandSavesInEightWaysAreAllSeen() throws Exception {
        List<Way> ways =
                List.of(
                        SavesTest::inPlace,
                        SavesTest::movedOver,
                        SavesTest::movedAwayAndAnew,
                        SavesTest::deletedAndCreated,
                        SavesTest::pieceByPiece,
                        SavesTest::twiceInARow,
                        SavesTest::withAnOldTime,
                        SavesTest::ofTheWholeFolder);
        for (int n = 0; n < 1_000; n++) {
            String text = "text " + n;
            ways.get(n % ways.size()).save(kata.exercise(), text);
            isSeen(kata, text);
        }
        assertThat(texts).as("nothing is seen that was not saved").doesNotContain("gone");
    }

    @Test
    void aCheckoutOfOtherAnswersMovesNobody() throws Exception {
        for (Kata each : book.katas()) {
            if (!each.equals(kata)) {
                Files.writeString(each.exercise(), "of another branch");
            }
        }
        Files.writeString(kata.exercise(), "this one");
        isSeen(kata, "this one");
        assertThat(texts).isEmpty();
    }

    /** How an editor, or another program, puts a text into a file. */
    @FunctionalInterface
    private interface Way {
        void save(Path file, String text) throws IOException;
    }

    private static void inPlace(Path file, String text) throws IOException {
        Files.writeString(file, text);
    }

    private static void movedOver(Path file, String text) throws IOException {
        Path temporary = file.resolveSibling(".swap");
        Files.writeString(temporary, text);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void movedAwayAndAnew(Path file, String text) throws IOException {
        Files.move(file, file.resolveSibling("backup~"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(file, text);
    }

    private static void deletedAndCreated(Path file, String text) throws IOException {
        Files.delete(file);
        Files.writeString(file, text);
    }

    private static void pieceByPiece(Path path, String text) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(0);
            for (int i = 0; i < text.length(); i++) {
                file.write(text.charAt(i));
            }
        }
    }

    private static void twiceInARow(Path file, String text) throws IOException {
        Files.writeString(file, "not yet " + text);
        Files.writeString(file, text);
    }

    private static void withAnOldTime(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
    }

    /** As a checkout of another branch does. */
    private static void ofTheWholeFolder(Path file, String text) throws IOException {
        Path folder = Objects.requireNonNull(file.getParent());
        Path away = folder.resolveSibling("away");
        Files.move(folder, away);
        Files.createDirectories(folder);
        try (Stream<Path> others = Files.list(away)) {
            for (Path other : others.toList()) {
                Files.move(other, folder.resolve(other.getFileName()));
            }
        }
        Files.delete(away);
        Files.writeString(file, text);
    }

    @Test
    void aSaveWithoutAChangeIsOne() throws Exception {
        String text = Files.readString(kata.exercise());
        Files.setLastModifiedTime(kata.exercise(), FileTime.fromMillis(0));
        isSeen(kata, text);
    }

    @Test
    void anotherKataThatIsOnlyTouchedIsLeftAlone() throws Exception {
        Files.setLastModifiedTime(other.exercise(), FileTime.fromMillis(0));
        Files.writeString(kata.exercise(), "this one");
        isSeen(kata, "this one");
        assertThat(texts).noneMatch(t -> t.startsWith(other.id()));
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
