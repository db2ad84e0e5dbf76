package cancelsafe.workbook.program;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The folder of a running program.
 *
 * @param classes what the compiler made of the program
 * @param work where the program runs; empty at first
 */
record ProgramFolder(Path root, Path classes, Path work) {
    /** One at this path, which is not made yet. */
    static ProgramFolder at(Path root) {
        return new ProgramFolder(root, root.resolve("classes"), root.resolve("work"));
    }

    /** Makes it. */
    void make() throws IOException {
        Files.createDirectories(classes);
        Files.createDirectories(work);
    }

    /** How many bytes the program has written here, as far as that can be seen. */
    long written() {
        AtomicLong bytes = new AtomicLong();
        try {
            Files.walkFileTree(
                    work,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                            bytes.addAndGet(about.size());
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE; // it has just been deleted
                        }
                    });
        } catch (IOException _) {
            // the program changes the folder meanwhile; the next look finds the rest
        }
        return bytes.get();
    }

    /** Deletes it with everything in it. */
    void delete() {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException _) {
            // a process that was just ended may still write here; the folder is a temporary one
        }
    }
}
