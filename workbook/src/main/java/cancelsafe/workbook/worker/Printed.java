package cancelsafe.workbook.worker;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps the beginning of what is printed; the rest is dropped, however much it is. */
final class Printed extends OutputStream {
    private static final int MOST_BYTES = 8_000;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long dropped;

    /** What {@code System.out} and {@code System.err} become. */
    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                flush(); // what one answer closes, the next one prints to
            }
        };
    }

    @Override
    public synchronized void write(int b) {
        if (kept.size() < MOST_BYTES) {
            kept.write(b);
        } else {
            dropped++;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, MOST_BYTES - kept.size());
        kept.write(bytes, offset, fits);
        dropped += length - fits;
    }

    /** What was printed since the last call, and how much more there was. */
    synchronized String take() {
        String text = kept.toString(StandardCharsets.UTF_8);
        String more = dropped == 0 ? "" : "\n... and " + dropped + " more bytes";
        kept.reset();
        dropped = 0;
        return text.stripTrailing() + more;
    }
}
