package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Takes its leave undisturbed, and forgets what disturbed it. */
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
        while (helper.isAlive()) {
            try {
                if (!helper.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                    helper.interrupt();
                    helper.join();
                }
            } catch (InterruptedException e) {
                // the goodbye goes on
            }
        }
    }

    private static void goodbye(Session session) {
        try {
            session.goodbye();
        } catch (InterruptedException e) {

        }
    }
}
