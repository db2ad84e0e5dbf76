package guards;

import cancelsafe.given.Chunks;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Waits for all chunks first; what touches the disk cannot be cancelled any more. */
public class SafeFileWriter {
    public void write(Path target, Chunks chunks) throws IOException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<byte[]> chunk = chunks.next(); chunk.isPresent(); chunk = chunks.next()) {
            all.writeBytes(chunk.get());
        }
        Path beside = target.resolveSibling(target.getFileName() + ".new");
        try {
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                out.write(all.toByteArray());
                out.getFD().sync();
            }
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
