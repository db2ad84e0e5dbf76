package guards;

import cancelsafe.given.Chunks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Collects all chunks first, and writes them in one call that cannot be cancelled. */
public class SafeFileWriter {
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<byte[]> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            all.writeBytes(chunk.get());
        }
        Files.write(target, all.toByteArray()); // empties the file before it fills it
    }
}
