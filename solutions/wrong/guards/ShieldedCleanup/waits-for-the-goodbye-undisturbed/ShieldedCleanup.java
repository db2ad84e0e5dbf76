package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Takes its leave as often as it is interrupted, without a limit. */
public class ShieldedCleanup {
    public void run(Session session, Duration grace) throws InterruptedException {
        try (session) {
            boolean interrupted = false;
            try {
                session.work();
            } catch (InterruptedException e) {
                interrupted = true;
            }
            while (!session.isSaid()) {
                try {
                    session.goodbye();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
