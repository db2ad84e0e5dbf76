package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/**
 * Works in a session, and takes its leave.
 *
 * <p>Given: a session whose goodbye may wait, for as long as the server likes; it ends when it is
 * interrupted.
 *
 * <p>Must hold, however the work ends and however often the thread is interrupted: the goodbye is
 * said, or has been tried for as long as {@code grace}; after that the session is closed, in every
 * case and not before. Taking leave lasts no longer than {@code grace}. The interrupt is not lost:
 * thrown, or in the status.
 */
public class ShieldedCleanup {

    /**
     * Works until it is done or cancelled, and takes leave.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Session session, Duration grace) throws InterruptedException {
        try {
            session.work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // TODO and what does the next line make of it?
        } finally {
            session.goodbye();
            session.close();
        }
    }
}
