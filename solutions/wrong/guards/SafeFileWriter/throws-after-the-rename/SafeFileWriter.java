package guards;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import cancelsafe.given.Chunks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Checks the interrupt status once more after the rename. */
public class SafeFileWriter {
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path beside = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(beside, CREATE, TRUNCATE_EXISTING, WRITE)) {
                for (Optional<byte[]> c = chunks.next(); c.isPresent(); c = chunks.next()) {
                    ByteBuffer bytes = ByteBuffer.wrap(c.get());
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                out.force(true);
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
