package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/**
 * Works in a session and ends it properly.
 *
 * <p>Given: a session whose {@code goodbye} may wait for as long as the server likes; it ends when
 * its thread is interrupted, and may be sent again.
 *
 * <p>Must hold, however the work ends and however often the thread is interrupted: {@code goodbye}
 * has completed, or was tried for the length of {@code grace}. Then the session is closed, in every
 * case, and not while {@code goodbye} is running. Ending the session takes hardly longer than
 * {@code grace}. The interrupt is not lost: an exception or the status reports it.
 */
public class ShieldedCleanup {

    /**
     * Works until it is done or cancelled, and ends the session.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Session session, Duration grace) throws InterruptedException {
        try {
            session.work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // TODO what does goodbye do now?
        } finally {
            session.goodbye();
            session.close();
        }
    }
}
