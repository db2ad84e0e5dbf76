package cancelsafe.book;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A question that a chapter asks its reader. All texts are plain, for a terminal. */
public sealed interface Question {
    /** The section that asks it. */
    Section section();

    /** What is asked. */
    String text();

    /**
     * What a program prints.
     *
     * @param code the part of the program that the chapter shows
     * @param output what it printed when it was recorded
     */
    record Predict(Section section, String code, String text, String output) implements Question {}

    /**
     * What the reader remembers of a chapter.
     *
     * @param answer one line for each paragraph
     */
    record Recall(Section section, String text, String answer) implements Question {}

    /**
     * Its name among all questions. It stays the same while the text does, so a question that has
     * been reworded is a new one.
     */
    default String id() {
        String asked = section().chapter().folder() + "\n" + text();
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(asked.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
