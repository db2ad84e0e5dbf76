package cancelsafety;

import static cancelsafe.given.CanBeCancelled.ALWAYS;
import static cancelsafe.given.CanBeCancelled.NEVER;
import static cancelsafe.given.CanBeCancelled.ONLY_WHEN_IT_WAITS;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** Thinks that whatever can wait can be cancelled. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ALWAYS),
                entry("Thread.join", ONLY_WHEN_IT_WAITS),
                entry("Thread.yield", NEVER),
                entry("synchronized", ONLY_WHEN_IT_WAITS),
                entry("ReentrantLock.lock", ONLY_WHEN_IT_WAITS),
                entry("ReentrantLock.lockInterruptibly", ALWAYS),
                entry("ReentrantLock.tryLock()", NEVER),
                entry("ReentrantLock.tryLock(timeout)", ALWAYS),
                entry("Semaphore.acquire", ALWAYS),
                entry("Semaphore.acquireUninterruptibly", ONLY_WHEN_IT_WAITS),
                entry("CountDownLatch.await", ALWAYS),
                entry("Phaser.arriveAndAwaitAdvance", ONLY_WHEN_IT_WAITS),
                entry("ArrayBlockingQueue.put", ALWAYS),
                entry("ArrayBlockingQueue.offer", NEVER),
                entry("ArrayBlockingQueue.take", ALWAYS),
                entry("LinkedBlockingDeque.take", ONLY_WHEN_IT_WAITS),
                entry("CompletableFuture.get", ONLY_WHEN_IT_WAITS),
                entry("CompletableFuture.join", ONLY_WHEN_IT_WAITS),
                entry("ExecutorService.close", ONLY_WHEN_IT_WAITS),
                entry("ExecutorService.awaitTermination", ONLY_WHEN_IT_WAITS),
                entry("FileChannel.write", ALWAYS),
                entry("Files.writeString", NEVER),
                entry("Files.lines", ALWAYS),
                entry("PipedInputStream.read", ONLY_WHEN_IT_WAITS));
    }
}
