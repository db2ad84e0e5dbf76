package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Takes its leave with a clear status, however long that takes. */
public class ShieldedCleanup {
    public void run(Session session, Duration grace) throws InterruptedException {
        try (session) {
            boolean interrupted = false;
            try {
                session.work();
            } catch (InterruptedException e) {
                interrupted = true; // the status is clear now
            }
            session.goodbye();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
