package cancelsafe.given;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A shop with some printers and one journal. It trusts its callers: it does not count its printers.
 * For several threads.
 *
 * <p>Kata 5.2 OverRelease.
 */
public final class PrintShop {
    private static final Duration STEP = Duration.ofMillis(5);

    private final List<String> printed = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private int printing;
    private int recording;
    private int mostPrinting;
    private int mostRecording;

    /**
     * Prints a page; takes a while.
     *
     * @throws IOException if the printer fails
     * @throws InterruptedException if the calling thread is interrupted; the page is not printed
     */
    public void print(String page) throws IOException, InterruptedException {
        printing(1);
        try {
            Thread.sleep(STEP);
            add(printed, page);
        } finally {
            printing(-1);
        }
    }

    /**
     * Writes a line about a page into the journal; takes a while.
     *
     * @throws IOException if the journal cannot be written
     * @throws InterruptedException if the calling thread is interrupted; nothing is written
     */
    public void record(String page) throws IOException, InterruptedException {
        recording(1);
        try {
            Thread.sleep(STEP);
            add(recorded, page);
        } finally {
            recording(-1);
        }
    }

    private synchronized void printing(int more) {
        printing += more;
        mostPrinting = Math.max(mostPrinting, printing);
    }

    private synchronized void recording(int more) {
        recording += more;
        mostRecording = Math.max(mostRecording, recording);
    }

    private synchronized void add(List<String> pages, String page) {
        pages.add(page);
    }

    /** The pages that were printed, in sequence. */
    public synchronized List<String> printed() {
        return List.copyOf(printed);
    }

    /** The pages that the journal has, in sequence. */
    public synchronized List<String> recorded() {
        return List.copyOf(recorded);
    }

    /** How many pages were printed at the same time, at most. */
    public synchronized int mostPrinting() {
        return mostPrinting;
    }

    /** How many threads wrote into the journal at the same time, at most. */
    public synchronized int mostRecording() {
        return mostRecording;
    }
}
