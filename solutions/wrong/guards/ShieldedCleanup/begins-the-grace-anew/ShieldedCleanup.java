package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Each interrupt gives the goodbye a whole new grace period. */
public class ShieldedCleanup {
    public void run(Session session, Duration grace) throws InterruptedException {
        try {
            session.work();
        } finally {
            leave(session, grace);
        }
    }

    private static void leave(Session session, Duration grace) {
        Thread helper = Thread.startVirtualThread(() -> say(session));
        boolean interrupted = false;
        while (true) {
            try {
                if (!helper.join(grace)) {
                    helper.interrupt();
                    helper.join();
                }
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        session.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void say(Session session) {
        try {
            session.goodbye();
        } catch (InterruptedException e) {
            // the grace is over
        }
    }
}
