package cancelsafe.workbook.judge;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of an answer, or why there is none. */
public sealed interface AnswerSource {
    /** Enough for any answer, and little enough for memory. */
    int MOST_BYTES = 16_000_000;

    /** What some editors put before a text. */
    String BYTE_ORDER_MARK = "\uFEFF";

    /** The text, without a byte order mark. */
    record Text(String text) implements AnswerSource {}

    /** A sentence for the reader. */
    record Unreadable(String why) implements AnswerSource {}

    /**
     * Reads a file, which may be anything: a folder, a device that never ends, no text.
     *
     * @param links how a symbolic link is treated
     */
    static AnswerSource of(Path file, LinkOption... links) {
        if (Files.isDirectory(file, links)) {
            return new Unreadable("this is a folder, but must be a file");
        }
        if (Files.exists(file, links) && !Files.isRegularFile(file, links)) {
            return new Unreadable("this is not a regular file");
        }
        try (InputStream in = Files.newInputStream(file, links)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return new Unreadable(
                        "the file is larger than %d MB".formatted(MOST_BYTES / 1_000_000));
            }
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Text(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (NoSuchFileException e) {
            return new Unreadable("there is no such file");
        } catch (CharacterCodingException e) {
            return new Unreadable("the file is not UTF-8 text");
        } catch (IOException e) {
            return new Unreadable("the file cannot be read: " + e.getMessage());
        }
    }
}
