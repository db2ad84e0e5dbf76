package cancelsafe.lab.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.FileCall.Kind;
import cancelsafe.lab.story.Story.When;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a crash leaves of files, asked directly. */
class CrashDiskTest {
    private final CrashDisk disk = new CrashDisk();
    private @TempDir Path folder;
    private Path file;
    private Path other;

    @BeforeEach
    void twoFiles() throws IOException {
        file = Files.writeString(folder.resolve("file"), "old");
        other = folder.resolve("other");
    }

    private void see(Kind kind, Path path, String where) {
        disk.see(new FileCall(kind, null, path, null, false, true), where);
    }

    private void writes(Path path, String content, String where) throws IOException {
        see(Kind.OPENS, path, where);
        see(Kind.WRITES, path, where);
        Files.writeString(path, content);
    }

    private void moves(Path from, Path to) throws IOException {
        Files.move(from, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        disk.see(new FileCall(Kind.MOVED, null, from, to, false, true), "M:1");
    }

    @Test
    void unforcedWritesMayBeLost() throws IOException {
        writes(file, "new", "W:1");
        assertThat(disk.unforced()).isEqualTo(1);
        disk.crash(When.LOST);
        assertThat(file).hasContent("old");
        assertThat(disk.damage()).isEqualTo("the crash lost what was written at W:1");
        assertThat(disk.unforced()).isZero();
    }

    @Test
    void aCrashMayLoseNothing() throws IOException {
        writes(file, "new", "W:1");
        disk.crash(When.CRASH);
        assertThat(file).hasContent("new");
        assertThat(disk.damage()).isEmpty();
    }

    @Test
    void aLaterCrashMayLoseWhatADeadProcessHadNotForced() throws IOException {
        writes(file, "new", "W:1");
        disk.crash(When.CRASH);
        writes(other, "newer", "W:2");
        see(Kind.FORCES, other, "F:2");
        disk.crash(When.LOST);
        assertThat(file).hasContent("old");
        assertThat(other).hasContent("newer");
        assertThat(disk.damage()).isEqualTo("the crash lost what was written at W:1");
    }

    @Test
    void forcedWritesAreSafe() throws IOException {
        writes(file, "new", "W:1");
        see(Kind.FORCES, file, "F:1");
        assertThat(disk.unforced()).isZero();
        assertThat(disk.mayHalve()).isFalse();
        disk.crash(When.LOST);
        assertThat(file).hasContent("new");
    }

    @Test
    void aWriteThatForcesItselfIsSafe() throws IOException {
        writes(file, "new", "W:1");
        disk.see(new FileCall(Kind.WRITES, null, file, null, true, true), "W:2");
        disk.crash(When.LOST);
        assertThat(file).hasContent("new");
    }

    @Test
    void halfOfTheLastWriteMayBeThere() throws IOException {
        writes(file, "old and new!", "W:1");
        assertThat(disk.mayHalve()).isTrue();
        disk.crash(When.HALF);
        assertThat(file).hasContent("old and");
        assertThat(disk.damage()).isEqualTo("the crash kept half of what was written at W:1");
    }

    @Test
    void whatIsLostInOneFileIsThereInTheOther() throws IOException {
        writes(file, "new", "W:1");
        writes(other, "more", "W:2");
        assertThat(disk.unforced()).isEqualTo(2);
        disk.crash(When.PART_LOST);
        assertThat(file).hasContent("old");
        assertThat(other).hasContent("more");
    }

    @Test
    void aFileThatIsMovedUnforcedHasItsNewNameAndNotItsContent() throws IOException {
        writes(other, "new", "W:1");
        moves(other, file);
        disk.crash(When.LOST);
        assertThat(file).hasContent("");
        assertThat(other).doesNotExist();
    }

    @Test
    void aFileThatIsMovedForcedIsSafe() throws IOException {
        writes(other, "new", "W:1");
        see(Kind.FORCES, other, "F:1");
        moves(other, file);
        disk.crash(When.LOST);
        assertThat(file).hasContent("new");
    }

    @Test
    void aDeletedFileIsNotPutBack() throws IOException {
        writes(file, "new", "W:1");
        Files.delete(file);
        see(Kind.DELETED, file, "D:1");
        disk.crash(When.LOST);
        assertThat(file).doesNotExist();
        assertThat(disk.damage()).isEmpty();
    }

    @Test
    void descriptorsAreFilesWhateverTheirNameIsNow() throws IOException {
        Object descriptor = new Object();
        disk.see(new FileCall(Kind.OPENED, descriptor, other, null, false, true), "O:1");
        assertThat(disk.isOpen(descriptor)).isTrue();
        Files.writeString(other, "");
        moves(other, file);
        disk.see(new FileCall(Kind.WRITES, descriptor, null, null, false, true), "W:1");
        Files.writeString(file, "new");
        disk.see(new FileCall(Kind.CLOSES, descriptor, null, null, false, true), "C:1");
        assertThat(disk.isOpen(descriptor)).isFalse();
        disk.crash(When.LOST);
        assertThat(file).hasContent("");
    }
}
