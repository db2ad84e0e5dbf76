package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Takes its leave on a thread of its own, and waits unless it is disturbed. */
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

    private static void sayGoodbye(Session session, Duration grace) throws InterruptedException {
        Thread helper = Thread.ofVirtual().start(() -> goodbye(session));
        if (!helper.join(grace)) { // until a second interrupt
            helper.interrupt();
            helper.join();
        }
    }

    private static void goodbye(Session session) {
        try {
            session.goodbye();
        } catch (InterruptedException e) {

        }
    }
}
