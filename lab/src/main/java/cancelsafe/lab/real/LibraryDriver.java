package cancelsafe.lab.real;

/**
 * One use of a library, to be cancelled at each of its points. Each run has a driver of its own,
 * made with the constructor that takes nothing; give each a pool, a database, a queue of its own,
 * too.
 *
 * <p>A thread that makes the body wait does not sleep: it calls {@link RealThreads#awaitBody}. A
 * pool that may lose what it lends should give up after a second, since it does so at every point
 * that is broken.
 */
public interface LibraryDriver {
    /**
     * Prepares what the body uses; runs on a thread that is never cancelled.
     *
     * @throws Exception whatever goes wrong; nothing is judged then
     */
    default void before() throws Exception {}

    /**
     * The use of the library: runs on the platform thread that is interrupted at its n-th point.
     * Undisturbed it must return, within the limit.
     *
     * @throws Throwable whatever the library throws; it is judged, not passed on
     */
    void body() throws Throwable;

    /**
     * What another thread does at the moment in which the library catches the {@link
     * InterruptedException}: the holder gives the connection back, the answer arrives. The
     * cancelled thread waits for it at the start of its handler, so that a race with the interrupt
     * comes out the same way each time.
     *
     * @throws Exception whatever goes wrong; the run is not judged then
     */
    default void meanwhile() throws Exception {}

    /**
     * Says what must hold when the body has ended, however it ended; runs on a thread that is never
     * cancelled.
     *
     * @param ended how it ended
     * @throws Throwable if something does not hold; its message is shown
     */
    default void check(Ended ended) throws Throwable {}

    /**
     * Closes what {@link #before} has opened; runs in any case.
     *
     * @throws Exception is ignored: the run is over
     */
    default void after() throws Exception {}

    /**
     * Whether {@code thrown} tells its catcher of the cancellation, besides {@link
     * InterruptedException}, {@link java.io.InterruptedIOException} and the exceptions of
     * interrupted channels. For libraries that document an exception of their own for it.
     */
    default boolean tellsOfCancellation(Throwable thrown) {
        return false;
    }
}
