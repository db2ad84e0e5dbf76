package cancelsafety;

import static cancelsafe.given.CanBeCancelled.TODO;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/**
 * When does an interrupt end these calls? A virtual thread is interrupted, then it makes the call.
 *
 * <p>ALWAYS: the call ends, also where everything is ready and it need not wait: the lock is free,
 * the queue has room, the future is done. ONLY_WHEN_IT_WAITS: where everything is ready it does its
 * work. NEVER: it does its work, or waits on. What another thread does is not the call: the task
 * that the executor runs is deaf to interrupts.
 *
 * <p>Must hold: the table says what the running JDK does. TODO fill it in, then let it be measured.
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
