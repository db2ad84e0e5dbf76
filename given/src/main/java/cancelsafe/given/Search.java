package cancelsafe.given;

/**
 * Searches for words, each on the thread of its caller. For several threads.
 *
 * <p>Kata 4.6 SwitchLatest.
 */
@FunctionalInterface
public interface Search {
    /**
     * The results for a word, never null; takes a while. An interrupt usually ends it. A search may
     * also be deaf: it ends late, returns its results, and the interrupt status may be clear then.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    String results(String word) throws InterruptedException;
}
