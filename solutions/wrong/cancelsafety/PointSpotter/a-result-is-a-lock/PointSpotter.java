package cancelsafety;

import static cancelsafe.given.CanBeCancelled.ALWAYS;
import static cancelsafe.given.CanBeCancelled.NEVER;
import static cancelsafe.given.CanBeCancelled.ONLY_WHEN_IT_WAITS;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** Thinks that a future checks the status first, as a lock does. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ALWAYS),
                entry("Thread.join", ONLY_WHEN_IT_WAITS),
                entry("Thread.yield", NEVER),
                entry("synchronized", NEVER),
                entry("ReentrantLock.lock", NEVER),
                entry("ReentrantLock.lockInterruptibly", ALWAYS),
                entry("ReentrantLock.tryLock()", NEVER),
                entry("ReentrantLock.tryLock(timeout)", ALWAYS),
                entry("Semaphore.acquire", ALWAYS),
                entry("Semaphore.acquireUninterruptibly", NEVER),
                entry("CountDownLatch.await", ALWAYS),
                entry("Phaser.arriveAndAwaitAdvance", NEVER),
                entry("ArrayBlockingQueue.put", ALWAYS),
                entry("ArrayBlockingQueue.offer", NEVER),
                entry("ArrayBlockingQueue.take", ALWAYS),
                entry("LinkedBlockingDeque.take", ONLY_WHEN_IT_WAITS),
                entry("CompletableFuture.get", ALWAYS),
                entry("CompletableFuture.join", NEVER),
                entry("ExecutorService.close", NEVER),
                entry("ExecutorService.awaitTermination", ALWAYS),
                entry("FileChannel.write", ALWAYS),
                entry("Files.writeString", NEVER),
                entry("Files.lines", ALWAYS),
                entry("PipedInputStream.read", ONLY_WHEN_IT_WAITS));
    }
}
