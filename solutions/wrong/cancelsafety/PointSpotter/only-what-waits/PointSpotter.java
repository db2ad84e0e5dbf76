package cancelsafety;

import static cancelsafe.given.CanBeCancelled.NEVER;
import static cancelsafe.given.CanBeCancelled.ONLY_WHEN_IT_WAITS;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** Thinks that an interrupt can end nothing but a wait. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ONLY_WHEN_IT_WAITS),
                entry("Thread.join", ONLY_WHEN_IT_WAITS),
                entry("Thread.yield", NEVER),
                entry("synchronized", NEVER),
                entry("ReentrantLock.lock", NEVER),
                entry("ReentrantLock.lockInterruptibly", ONLY_WHEN_IT_WAITS),
                entry("ReentrantLock.tryLock()", NEVER),
                entry("ReentrantLock.tryLock(timeout)", ONLY_WHEN_IT_WAITS),
                entry("Semaphore.acquire", ONLY_WHEN_IT_WAITS),
                entry("Semaphore.acquireUninterruptibly", NEVER),
                entry("CountDownLatch.await", ONLY_WHEN_IT_WAITS),
                entry("Phaser.arriveAndAwaitAdvance", NEVER),
                entry("ArrayBlockingQueue.put", ONLY_WHEN_IT_WAITS),
                entry("ArrayBlockingQueue.offer", NEVER),
                entry("ArrayBlockingQueue.take", ONLY_WHEN_IT_WAITS),
                entry("LinkedBlockingDeque.take", ONLY_WHEN_IT_WAITS),
                entry("CompletableFuture.get", ONLY_WHEN_IT_WAITS),
                entry("CompletableFuture.join", NEVER),
                entry("ExecutorService.close", NEVER),
                entry("ExecutorService.awaitTermination", ONLY_WHEN_IT_WAITS),
                entry("FileChannel.write", ONLY_WHEN_IT_WAITS),
                entry("Files.writeString", NEVER),
                entry("Files.lines", ONLY_WHEN_IT_WAITS),
                entry("PipedInputStream.read", ONLY_WHEN_IT_WAITS));
    }
}
