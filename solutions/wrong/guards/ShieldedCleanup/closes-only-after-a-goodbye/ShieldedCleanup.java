package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Closes what it has taken leave of. */
public class ShieldedCleanup {

    public void run(Session session, Duration grace) throws InterruptedException {
        try {
            session.work();
        } finally {
            sayGoodbye(session, grace);
            if (session.isSaid()) {
                session.close();
            }
        }
    }

    private static void sayGoodbye(Session session, Duration grace) {
        Thread helper = Thread.ofVirtual().start(() -> goodbye(session));
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (helper.isAlive()) {
            try {
                if (!helper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    helper.interrupt();
                    helper.join();
                }
            } catch (InterruptedException e) {
                interrupted = true;
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

        }
    }
}
