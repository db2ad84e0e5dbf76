package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Works in a session, and sends the goodbye on another thread. */
public class ShieldedCleanup {

    /**
     * Works until it is done or cancelled, and ends the session.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Session session, Duration grace) throws InterruptedException {
        try (session) { // closed last, on every path out
            try {
                session.work();
            } finally {
                sayGoodbye(session, grace);
            }
        }
    }

    private static void sayGoodbye(Session session, Duration grace) {
        Thread helper = Thread.ofVirtual().start(() -> goodbye(session));
        long end = System.nanoTime() + grace.toNanos(); // one deadline for all waits
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                if (!helper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    helper.interrupt();
                    helper.join(); // terminated: the session may be closed
                }
            } catch (InterruptedException e) {
                interrupted = true; // remembered for the caller
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void goodbye(Session session) {
        try {
            session.goodbye();
        } catch (InterruptedException e) {
            // the grace period is over
        }
    }
}
