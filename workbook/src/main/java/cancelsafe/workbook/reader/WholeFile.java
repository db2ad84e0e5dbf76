package cancelsafe.workbook.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is only ever replaced as a whole. Whoever looks, also after a crash, finds the old
 * text or the new one.
 */
record WholeFile(Path path) {
    /**
     * Puts a text in the place of what is there. The new one is on the disk before it gets the
     * file's name.
     */
    void replace(byte[] text) throws IOException {
        Path fresh = path.resolveSibling(path.getFileName() + ".tmp");
        try {
            write(fresh, text);
            Files.move(
                    fresh,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void write(Path file, byte[] text) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
