package cancelsafe.workbook.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small text file of the reader's: lines, each with a word and what is said of it. It is replaced
 * as a whole, so that whoever reads it finds the old one or the new one; two workbooks at once lose
 * nothing of each other.
 *
 * @param folder need not exist
 * @param name of the file, without its ending
 * @param line what a whole line looks like
 */
record LinesFile(Path folder, String name, Pattern line) {
    /** A book of a thousand katas has a tenth of it. */
    private static final int MOST_BYTES = 1_000_000;

    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    /** A change of the lines. */
    @FunctionalInterface
    interface Change {
        void of(Map<String, String> lines);
    }

    /**
     * What was done about a damaged file.
     *
     * @param damage a part of a sentence
     * @param aside where the damaged file is kept
     * @param readable how many lines stay
     */
    record Mended(String damage, Path aside, int readable) {}

    private Path file() {
        return folder.resolve(name + ".txt");
    }

    /** The lines by their first word; what cannot be read is passed over. */
    Map<String, String> read() throws IOException {
        return lines(file());
    }

    /** Changes the lines. One at a time: a lock on a file holds off processes, but no threads. */
    void change(Change change) throws IOException {
        ONE_AT_A_TIME.lock();
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                            FileChannel.open(
                                    folder.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                Map<String, String> lines = read();
                change.of(lines);
                String text =
                        lines.entrySet().stream()
                                .map(e -> e.getKey() + " " + e.getValue() + "\n")
                                .collect(Collectors.joining());
                new WholeFile(file()).replace(text.getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /**
     * Looks whether the file can be read. One that cannot is kept under another name; what can be
     * read of it stays.
     *
     * @return empty if all is well
     */
    Optional<Mended> mend() throws IOException {
        Optional<String> damage = damage();
        if (damage.isEmpty()) {
            return Optional.empty();
        }
        Path aside = free();
        Files.move(file(), aside);
        Map<String, String> readable = lines(aside);
        if (!readable.isEmpty()) {
            change(lines -> lines.putAll(readable));
        }
        return Optional.of(new Mended(damage.get(), aside, readable.size()));
    }

    private Path free() {
        int n = 1;
        Path free = folder.resolve(name + "-damaged-1.txt");
        while (Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
            n++;
            free = folder.resolve(name + "-damaged-" + n + ".txt");
        }
        return free;
    }

    private Optional<String> damage() throws IOException {
        if (!Files.exists(file(), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file())) {
            return Optional.of(name + ".txt is not a file");
        }
        byte[] bytes = beginning(file());
        if (bytes.length > MOST_BYTES) {
            return Optional.of(name + ".txt is far too long");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return Optional.of(name + ".txt is not text");
        }
        if (text.isBlank()) {
            return Optional.of(name + ".txt is empty");
        }
        return text.lines().allMatch(each -> line.matcher(each).matches())
                ? Optional.empty()
                : Optional.of(name + ".txt contains lines that the workbook cannot read");
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    private Map<String, String> lines(Path file) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.isRegularFile(file)) {
            String text = new String(beginning(file), StandardCharsets.UTF_8);
            for (String each : text.lines().toList()) {
                if (line.matcher(each).matches()) {
                    int space = each.indexOf(' ');
                    lines.put(each.substring(0, space), each.substring(space + 1).strip());
                }
            }
        }
        return lines;
    }
}
