package cancelsafety;

import static cancelsafe.given.CanBeCancelled.ALWAYS;
import static cancelsafe.given.CanBeCancelled.NEVER;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** Whatever declares InterruptedException, and nothing else. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ALWAYS),
                entry("Thread.join", ALWAYS),
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
                entry("LinkedBlockingDeque.take", ALWAYS),
                entry("CompletableFuture.get", ALWAYS),
                entry("CompletableFuture.join", NEVER),
                entry("ExecutorService.close", NEVER),
                entry("ExecutorService.awaitTermination", ALWAYS),
                entry("FileChannel.write", NEVER),
                entry("Files.writeString", NEVER),
                entry("Files.lines", NEVER),
                entry("PipedInputStream.read", NEVER));
    }
}
