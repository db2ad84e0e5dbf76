package proofs.library;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A library with a thread of its own, and with a cleanup that waits. */
public final class Worker {
    /** The library's thread. */
    public static final String NAME = "client-worker";

    private final BlockingQueue<CompletableFuture<String>> jobs = new ArrayBlockingQueue<>(4);
    private final Semaphore permits = new Semaphore(1);
    private final boolean goesOn;

    /** A worker that goes on after an interrupt, or ends without a word. */
    public Worker(boolean goesOn) {
        this.goesOn = goesOn;
    }

    /** Starts the thread. */
    public void start() {
        Thread thread = new Thread(this::work, NAME);
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        do {
            try {
                while (true) {
                    jobs.take().complete("done");
                }
            } catch (InterruptedException e) {
                // goes on, or ends
            }
        } while (goesOn);
    }

    /** Asks the thread, and waits at most so long. */
    public String ask(long millis) throws Exception {
        CompletableFuture<String> job = new CompletableFuture<>();
        jobs.put(job);
        try {
            return job.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return "nobody answers";
        }
    }

    /** A cleanup that repairs one interrupt, and no second. */
    public void cleansUpOnce() throws InterruptedException {
        permits.acquireUninterruptibly();
        try {
            Thread.sleep(1);
        } finally {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.sleep(1);
                Thread.currentThread().interrupt();
            }
            permits.release();
        }
    }

    /** How many permits there are. */
    public int permits() {
        return permits.availablePermits();
    }
}
