package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Works in a session, and takes its leave on a thread that nobody interrupts too early. */
public class ShieldedCleanup {

    /**
     * Works until it is done or cancelled, and takes leave.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public void run(Session session, Duration grace) throws InterruptedException {
        try (session) { // closed last, whatever the goodbye does
            try {
                session.work();
            } finally {
                sayGoodbye(session, grace);
            }
        }
    }

    private static void sayGoodbye(Session session, Duration grace) {
        Thread helper = Thread.ofVirtual().start(() -> goodbye(session));
        long end = System.nanoTime() + grace.toNanos(); // one deadline, however often we wait
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                if (!helper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    helper.interrupt();
                    helper.join(); // told, and now gone: the session may be closed
                }
            } catch (InterruptedException e) {
                interrupted = true; // kept for the caller; the goodbye goes on
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
            // the grace is over; this thread ends here
        }
    }
}
