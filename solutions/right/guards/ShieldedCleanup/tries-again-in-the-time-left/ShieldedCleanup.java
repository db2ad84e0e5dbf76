package guards;

import cancelsafe.given.Session;

import java.time.Duration;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** Takes its leave in a scope with a limit; disturbed, it tries again in the time that is left. */
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
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!session.isSaid() && end - System.nanoTime() > 0) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            try (var scope =
                    StructuredTaskScope.open(Joiner.awaitAll(), c -> c.withTimeout(left))) {
                scope.fork(
                        () -> {
                            session.goodbye();
                            return null;
                        });
                scope.join();
            } catch (StructuredTaskScope.TimeoutException e) {
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
            interrupted |= Thread.interrupted(); // close() sets it when it was interrupted
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
