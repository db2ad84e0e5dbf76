package cancelsafety;

import static cancelsafe.given.CanBeCancelled.TODO;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/**
 * Which of these calls does an interrupt end? A virtual thread with its interrupt status set makes
 * each call.
 *
 * <p>ALWAYS: the interrupt ends the call, even if it need not wait because the lock is free, the
 * queue has room, or the future is done. ONLY_WHEN_IT_WAITS: if the call need not wait, it does its
 * work. NEVER: the call does its work, or continues to wait. Only the calling thread counts; the
 * task that the executor runs ignores interrupts.
 *
 * <p>Must hold: each row is what the running JDK does. TODO fill in the table, then run the test.
 */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", TODO),
                entry("Thread.join", TODO),
                entry("Thread.yield", TODO),
                entry("synchronized", TODO),
                entry("ReentrantLock.lock", TODO),
                entry("ReentrantLock.lockInterruptibly", TODO),
                entry("ReentrantLock.tryLock()", TODO),
                entry("ReentrantLock.tryLock(timeout)", TODO),
                entry("Semaphore.acquire", TODO),
                entry("Semaphore.acquireUninterruptibly", TODO),
                entry("CountDownLatch.await", TODO),
                entry("Phaser.arriveAndAwaitAdvance", TODO),
                entry("ArrayBlockingQueue.put", TODO),
                entry("ArrayBlockingQueue.offer", TODO),
                entry("ArrayBlockingQueue.take", TODO),
                entry("LinkedBlockingDeque.take", TODO),
                entry("CompletableFuture.get", TODO),
                entry("CompletableFuture.join", TODO),
                entry("ExecutorService.close", TODO),
                entry("ExecutorService.awaitTermination", TODO),
                entry("FileChannel.write", TODO),
                entry("Files.writeString", TODO),
                entry("Files.lines", TODO),
                entry("PipedInputStream.read", TODO));
    }
}
