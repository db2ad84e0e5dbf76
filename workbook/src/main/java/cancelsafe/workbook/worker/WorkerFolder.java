package cancelsafe.workbook.worker;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The folder that a worker runs in. Relative and temporary files of answers lie there, and what the
 * virtual machine writes when it crashes; it is deleted with its worker. Where the system has a
 * folder in memory, it lies there, so an answer that forces its files waits for no disk.
 */
public final class WorkerFolder {
    private static final String PREFIX = "kata-worker-";
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long LEAST_BYTES = 64 << 20;

    private final Path path;

    private WorkerFolder(Path path) {
        this.path = path;
    }

    /** A new one, for a worker that is to be started. */
    public static WorkerFolder create() throws IOException {
        return new WorkerFolder(Files.createTempDirectory(parent(), PREFIX).toRealPath());
    }

    /** Where the folders of workers lie. */
    public static Path parent() throws IOException {
        boolean hasRoom =
                Files.isDirectory(MEMORY)
                        && Files.isWritable(MEMORY)
                        && Files.getFileStore(MEMORY).getUsableSpace() >= LEAST_BYTES;
        return hasRoom ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** The one that this virtual machine was started in. */
    static WorkerFolder ofThisWorker() {
        return new WorkerFolder(Path.of("").toAbsolutePath());
    }

    /** Where it lies. */
    public Path path() {
        return path;
    }

    /** Whether the virtual machine has written there how it crashed. */
    public boolean tellsOfCrash() {
        String[] names = path.toFile().list((_, name) -> name.startsWith("hs_err"));
        return names != null && names.length > 0;
    }

    /** Deletes what lies in it, as far as that can be done; follows no links. */
    void clear() {
        if (!isItsOwn()) {
            return;
        }
        try {
            Files.walkFileTree(path, new Deleting());
        } catch (IOException | RuntimeException _) {
            // what is left is deleted with the worker, or by the system
        }
    }

    /** Deletes it with what lies in it. */
    public void delete() {
        clear();
        if (isItsOwn()) {
            gone(path);
        }
    }

    /** To a worker that was started by hand, nothing belongs of where it runs. */
    private boolean isItsOwn() {
        return String.valueOf(path.getFileName()).startsWith(PREFIX);
    }

    private static void gone(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // as above
        }
    }

    private final class Deleting extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            gone(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            gone(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (!folder.equals(path)) {
                gone(folder);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
