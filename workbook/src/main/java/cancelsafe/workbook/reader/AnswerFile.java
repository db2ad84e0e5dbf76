package cancelsafe.workbook.reader;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.AnswerSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The file with the reader's answer to a kata, for an editor that does not hold it open. An editor
 * replaces only the version that it has read.
 */
public final class AnswerFile {
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Kata kata;

    /** The file of this kata. */
    public AnswerFile(Kata kata) {
        this.kata = kata;
    }

    /**
     * What the file holds.
     *
     * @param text with {@code \n} at the ends of its lines
     * @param version differs for different texts
     */
    public record Content(String text, String version) {}

    /** What came of replacing the text. */
    public sealed interface Replaced {
        /**
         * The file has the text.
         *
         * @param written false if it had it before
         */
        record Done(Content now, boolean written) implements Replaced {}

        /** Something else has changed the file meanwhile, and it stays as it is. */
        record Changed(Content there) implements Replaced {}
    }

    /**
     * Reads the file.
     *
     * @throws IOException with a sentence for the reader if there is no text
     */
    public Content read() throws IOException {
        return switch (AnswerSource.of(kata.exercise())) {
            case AnswerSource.Text(String text) ->
                    new Content(text.replace("\r\n", "\n"), version(text));
            case AnswerSource.Unreadable(String why) ->
                    throw new IOException(
                            "%s: %s. ./kata reset %s restores the starting class."
                                    .formatted(kata.exercise().getFileName(), why, kata.number()));
        };
    }

    /** What the file holds; no text where there is none. */
    public Content readIfAny() {
        try {
            return read();
        } catch (IOException _) {
            return new Content("", "");
        }
    }

    /**
     * Puts a text in the place of what the file holds, if that is still the version that was read.
     * A reader of the file finds the old text or the new one, also after a crash. Lines end as they
     * did before.
     *
     * @throws IOException if the file cannot be read or written; it is then as it was
     */
    public Replaced replace(String text, String version) throws IOException {
        ONE_AT_A_TIME.lock();
        try {
            Content there = read();
            if (!there.version.equals(version)) {
                return new Replaced.Changed(there);
            }
            boolean isNew = !there.text.equals(text);
            if (isNew) {
                boolean windows = Files.readString(kata.exercise()).contains("\r\n");
                String written = windows ? text.replace("\n", "\r\n") : text;
                new WholeFile(kata.exercise()).replace(written.getBytes(StandardCharsets.UTF_8));
            }
            return new Replaced.Done(read(), isNew);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private static String version(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
