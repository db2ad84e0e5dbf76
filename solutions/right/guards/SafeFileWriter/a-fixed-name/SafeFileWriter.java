package guards;

import cancelsafe.given.Chunks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes to a temporary file with a fixed name, and forces every write. */
public class SafeFileWriter {
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            try (OutputStream out =
                    Files.newOutputStream(
                            beside,
                            StandardOpenOption.CREATE, // a crash may have left one
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.SYNC)) {
                for (Optional<byte[]> chunk = chunks.next();
                        chunk.isPresent();
                        chunk = chunks.next()) {
                    out.write(chunk.get());
                }
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
