package cancelsafe.given;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A text that arrives in chunks; the reader waits for each of them.
 *
 * <p>Kata 5.6 SafeFileWriter.
 */
public final class Chunks {
    private static final Duration EACH = Duration.ofMillis(5);

    private final List<String> chunks;
    private int next;

    /** A text in these chunks. */
    public Chunks(String... chunks) {
        this.chunks = List.of(chunks);
    }

    /**
     * Waits for the next chunk.
     *
     * @return its bytes; empty after the last
     * @throws InterruptedException if the calling thread is interrupted; the chunk comes next time
     */
    public Optional<byte[]> next() throws InterruptedException {
        Thread.sleep(EACH);
        return next < chunks.size()
                ? Optional.of(chunks.get(next++).getBytes(StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** The whole text. */
    public String whole() {
        return String.join("", chunks);
    }
}
