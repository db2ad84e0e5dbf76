package guards;

import cancelsafe.given.Session;

import java.time.Duration;

/** Converts the time that is left to whole milliseconds, which can be 0. */
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
        long end = System.nanoTime() + grace.toNanos();
        long left = grace.toNanos();
        while (left > 0 && helper.isAlive()) {
            try {
                helper.join(Duration.ofNanos(left).toMillis());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = end - System.nanoTime();
        }
        helper.interrupt();
        while (helper.isAlive()) {
            try {
                helper.join();
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
