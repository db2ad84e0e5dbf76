package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Takes its leave on a thread of its own, and goes when the grace is over. */
public class ShieldedCleanup {

    public void run(Session session, Duration grace) throws InterruptedException {
        try (session) {
            try {
                session.work();
            } finally {
                sayGoodbye(session, grace);
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
                    break; // and who is still talking?
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
