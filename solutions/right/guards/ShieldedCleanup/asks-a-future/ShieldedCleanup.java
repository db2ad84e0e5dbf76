package guards;

import cancelsafe.given.Session;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Takes its leave on an executor, whose close waits for the end of it. */
public class ShieldedCleanup {
    public void run(Session session, Duration grace) throws InterruptedException {
        try (session;
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                session.work();
            } finally {
                await(executor.submit(() -> goodbye(session)), grace);
            }
        }
    }

    private static Void goodbye(Session session) throws InterruptedException {
        session.goodbye();
        return null;
    }

    private static void await(Future<Void> goodbye, Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (!goodbye.isDone()) {
            try {
                goodbye.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException | TimeoutException e) {
                goodbye.cancel(true);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
