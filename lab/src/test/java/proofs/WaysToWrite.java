package proofs;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Ways in which a body writes to a file, outside of the class of the test. */
final class WaysToWrite {
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private WaysToWrite() {}

    static void byStream(Path file) throws IOException {
        try (OutputStream out = new FileOutputStream(file.toFile())) {
            out.write(TEXT);
        }
    }

    static void byRandomAccess(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(TEXT);
            out.getFD().sync();
        }
    }

    static void byChannel(Path file) throws IOException {
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(TEXT));
            out.force(true);
        }
    }

    static void byOneCall(Path file) throws IOException {
        Files.write(file, TEXT);
    }

    /** A print writer tells nobody that a write has failed. */
    static void byPrintWriter(Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(new FileOutputStream(file.toFile()))) {
            out.print("text");
        }
    }

    static void inAFolder(Path folder) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path from = Files.createFile(inner.resolve("from"));
        Files.move(from, inner.resolve("to"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(inner.resolve("to"));
        Files.delete(inner);
    }

    static void withCleanUp(Path file, boolean deletes) throws IOException {
        Path temp = file.resolveSibling("temp");
        try {
            byStream(temp);
            Files.move(temp, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            if (deletes) {
                Files.deleteIfExists(temp);
            }
        }
    }

    static void retries(Path file) throws IOException {
        try {
            byChannel(file);
        } catch (IOException first) {
            byChannel(file);
        }
    }

    static void onlyReads(Path file) throws IOException {
        if (Files.exists(file)) {
            Files.readString(file);
            Files.delete(file);
        }
    }
}
