package cancelsafety;

import static cancelsafe.given.CanBeCancelled.ALWAYS;
import static cancelsafe.given.CanBeCancelled.NEVER;
import static cancelsafe.given.CanBeCancelled.ONLY_WHEN_IT_WAITS;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** Which calls an interrupt ends, on virtual threads of JDK 25. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ALWAYS), // checks the status first
                entry(
                        "Thread.join",
                        ONLY_WHEN_IT_WAITS), // joins a terminated thread without a check
                entry("Thread.yield", NEVER),
                entry("synchronized", NEVER), // an interrupt does not end the wait for a monitor
                entry("ReentrantLock.lock", NEVER), // continues to wait, and restores the status
                entry("ReentrantLock.lockInterruptibly", ALWAYS), // also when the lock is free
                entry("ReentrantLock.tryLock()", NEVER), // never waits
                entry("ReentrantLock.tryLock(timeout)", ALWAYS), // also when the lock is free
                entry("Semaphore.acquire", ALWAYS),
                entry("Semaphore.acquireUninterruptibly", NEVER), // as its name says
                entry("CountDownLatch.await", ALWAYS), // also when the count is 0
                entry("Phaser.arriveAndAwaitAdvance", NEVER), // awaitAdvanceInterruptibly responds
                entry("ArrayBlockingQueue.put", ALWAYS), // also when there is room
                entry("ArrayBlockingQueue.offer", NEVER), // never waits: suitable for a cleanup
                entry("ArrayBlockingQueue.take", ALWAYS), // the element stays in the queue
                entry(
                        "LinkedBlockingDeque.take",
                        ONLY_WHEN_IT_WAITS), // same interface, other behaviour
                entry("CompletableFuture.get", ONLY_WHEN_IT_WAITS), // returns an available result
                entry("CompletableFuture.join", NEVER), // does not respond to interrupts
                entry("ExecutorService.close", NEVER), // interrupts its tasks and continues to wait
                entry(
                        "ExecutorService.awaitTermination",
                        ONLY_WHEN_IT_WAITS), // returns at once if terminated
                entry("FileChannel.write", ALWAYS), // also closes the channel
                entry("Files.writeString", NEVER), // like most of Files
                entry("Files.lines", ALWAYS), // reads through a channel
                entry(
                        "PipedInputStream.read",
                        ONLY_WHEN_IT_WAITS)); // InterruptedIOException, and the status is cleared
    }
}
