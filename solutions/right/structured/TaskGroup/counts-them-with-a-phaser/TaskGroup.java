package structured;

import cancelsafe.given.GroupReport;
import cancelsafe.given.GroupTask;
import cancelsafe.given.Token;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** A phaser counts those who are there; with the last of them it ends, and lets nobody in. */
public class TaskGroup {
    private enum End {
        COMPLETED,
        CANCELLED,
        FAILED
    }

    private final Token token = new Token();
    private final Phaser there = new Phaser(1); // the one who waits is there, too
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    public void spawn(String name, GroupTask task) {
        lock.readLock().lock(); // many may spawn at once, but none while somebody cancels
        try {
            if (there.register() < 0) {
                throw new IllegalStateException("everybody has gone");
            }
            if (token.isCancelled()) {
                leave(name, End.CANCELLED);
                return;
            }
            Thread thread = Thread.ofVirtual().unstarted(() -> leave(name, end(task)));
            threads.put(name, thread);
            thread.start();
        } finally {
            lock.readLock().unlock();
        }
    }

    private End end(GroupTask task) {
        try {
            task.run(token);
            return End.COMPLETED;
        } catch (InterruptedException | CancellationException e) {
            return End.CANCELLED;
        } catch (Throwable t) {
            return End.FAILED;
        }
    }

    private void leave(String name, End end) {
        ends.put(name, end);
        there.arriveAndDeregister();
    }

    public void cancelAll() {
        lock.writeLock().lock();
        try {
            token.cancel();
            threads.values().forEach(Thread::interrupt);
        } finally {
            lock.writeLock().unlock();
        }
    }

    public GroupReport awaitAll() throws InterruptedException {
        int phase = there.arriveAndDeregister();
        try {
            there.awaitAdvanceInterruptibly(phase);
        } catch (InterruptedException e) {
            cancelAll();
            there.awaitAdvance(phase); // hears nothing, and need not wait long any more
            throw e;
        }
        return new GroupReport(names(End.COMPLETED), names(End.CANCELLED), names(End.FAILED));
    }

    private List<String> names(End end) {
        return ends.keySet().stream().filter(name -> ends.get(name) == end).toList();
    }
}
