package cancelsafe.workbook.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The file that progress is kept in: lines, each with a word and what is said of it. */
final class ProgressFile {
    /** A book of a thousand katas has a tenth of it. */
    private static final int MOST_BYTES = 1_000_000;

    private static final Pattern LINE = Pattern.compile("[\\w.$-]+ \\S.*");

    private ProgressFile() {}

    /** What is wrong with a file, in a part of a sentence; empty if it is well, or not there. */
    static Optional<String> damage(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            return Optional.of(file.getFileName() + " is not a file");
        }
        byte[] bytes = beginning(file);
        if (bytes.length > MOST_BYTES) {
            return Optional.of(file.getFileName() + " is far too long");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return Optional.of(file.getFileName() + " is not text");
        }
        if (text.isBlank()) {
            return Optional.of(file.getFileName() + " is empty");
        }
        return text.lines().allMatch(line -> LINE.matcher(line).matches())
                ? Optional.empty()
                : Optional.of(file.getFileName() + " has lines that are none of the workbook's");
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    /** The lines by their first word; what cannot be read is passed over. */
    static Map<String, String> lines(Path file) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            String text = new String(beginning(file), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (LINE.matcher(line).matches()) {
                    int space = line.indexOf(' ');
                    lines.put(line.substring(0, space), line.substring(space + 1).strip());
                }
            }
        }
        return lines;
    }
}
