package cancelsafe.lab.hook;

/**
 * Where the hooks report to: the run that is going on. All methods but {@link #isHere}, {@link
 * #isDriver} and {@link ThreadListener#grows} are called only by a thread for which {@code
 * isHere()} is true.
 */
public interface RuntimeListener {
    /** Whether the calling thread is the one that the run has let go on. */
    boolean isHere();

    /** Whether the calling thread is the one that runs the run's threads, between their turns. */
    boolean isDriver();

    /** Hears where the threads come to. */
    PointListener points();

    /** Decides about what a specification leaves open. */
    AllowanceListener allowances();

    /** Hears what they do to files and channels. */
    FileListener files();

    /** Hears what they open, close and lock. */
    ResourceListener resources();

    /** Hears what they share. */
    MemoryListener memory();

    /** Hears which calls may go to something that the test gave. */
    GivenListener given();

    /** Hears of threads and pools. */
    ThreadListener threads();

    /** What the run gives to its threads. */
    RuntimeServices services();
}
