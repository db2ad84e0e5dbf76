package cancelsafe.lab.explore;

/**
 * One kind of thing that an exploration tries after the undisturbed run. A new dimension is a new
 * file, and a line in {@link Exploration}.
 */
interface Dimension {
    /** What it tries, as the story says it. */
    String name();

    /** Tries it, as far as the test asks for it; what came of it is noted in {@code trials}. */
    void explore(Trials trials);
}
