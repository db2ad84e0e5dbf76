package guards;

import cancelsafe.given.Chunks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes to the folder for temporary files, which may be on another file system. */
public class SafeFileWriter {
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        Path elsewhere = Files.createTempFile("write", ".new");
        try {
            try (FileChannel out = FileChannel.open(elsewhere, StandardOpenOption.WRITE)) {
                for (Optional<byte[]> chunk = chunks.next();
                        chunk.isPresent();
                        chunk = chunks.next()) {
                    ByteBuffer bytes = ByteBuffer.wrap(chunk.get());
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
                out.force(true);
            }
            Files.move(elsewhere, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(elsewhere);
        }
    }
}
