package cancelsafety;

import static cancelsafe.given.CanBeCancelled.ALWAYS;
import static cancelsafe.given.CanBeCancelled.NEVER;
import static cancelsafe.given.CanBeCancelled.ONLY_WHEN_IT_WAITS;

import static java.util.Map.entry;

import cancelsafe.given.CanBeCancelled;

import java.util.Map;

/** When an interrupt ends a call, as JDK 25 does it on virtual threads. */
public class PointSpotter {

    public Map<String, CanBeCancelled> table() {
        return Map.ofEntries(
                entry("Thread.sleep", ALWAYS), // declared, and looks first, even for zero
                entry(
                        "Thread.join",
                        ONLY_WHEN_IT_WAITS), // an ended thread is joined without a look
                entry("Thread.yield", NEVER),
                entry("synchronized", NEVER), // nobody can call a thread back from a monitor
                entry(
                        "ReentrantLock.lock",
                        NEVER), // waits on and sets the status again when it has the lock
                entry("ReentrantLock.lockInterruptibly", ALWAYS), // also when the lock is free
                entry("ReentrantLock.tryLock()", NEVER), // never waits
                entry("ReentrantLock.tryLock(timeout)", ALWAYS), // also when the lock is free
                entry("Semaphore.acquire", ALWAYS),
                entry("Semaphore.acquireUninterruptibly", NEVER), // the name says it
                entry("CountDownLatch.await", ALWAYS), // also when the count is 0
                entry(
                        "Phaser.arriveAndAwaitAdvance",
                        NEVER), // awaitAdvanceInterruptibly is the other one
                entry("ArrayBlockingQueue.put", ALWAYS), // also when there is room
                entry("ArrayBlockingQueue.offer", NEVER), // never waits: the call for cleaning up
                entry("ArrayBlockingQueue.take", ALWAYS), // the element stays in the queue
                entry(
                        "LinkedBlockingDeque.take",
                        ONLY_WHEN_IT_WAITS), // the same interface, another look
                entry(
                        "CompletableFuture.get",
                        ONLY_WHEN_IT_WAITS), // a result that is there is given
                entry("CompletableFuture.join", NEVER), // get without the ears
                entry("ExecutorService.close", NEVER), // interrupts its tasks and waits on
                entry(
                        "ExecutorService.awaitTermination",
                        ONLY_WHEN_IT_WAITS), // a terminated executor says so at once
                entry("FileChannel.write", ALWAYS), // and closes the channel
                entry("Files.writeString", NEVER), // as nearly all of Files
                entry("Files.lines", ALWAYS), // reads through a channel
                entry(
                        "PipedInputStream.read",
                        ONLY_WHEN_IT_WAITS)); // InterruptedIOException, and the status is cleared
    }
}
