package structured;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;

/**
 * Four tasks for a scope, each of which ignores its interrupt.
 *
 * <p>Must hold: an interrupt ends each task, and it leaves no lock, no open stream, no thread.
 */
public class StubbornChild {

    /** Waits for the lock, and calls {@code update} while it holds it. */
    public String update(Lock lock, Callable<String> update) throws Exception {
        lock.lock(); // TODO who ends this wait?
        try {
            return update.call();
        } finally {
            lock.unlock();
        }
    }

    /** Reads up to a line feed or the end of the stream, and closes the stream in any case. */
    public String readLine(InputStream stream) throws Exception {
        StringBuilder line = new StringBuilder();
        try (stream) { // TODO who closes the stream while a read waits?
            for (int next = stream.read(); next != '\n' && next != -1; next = stream.read()) {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Takes items until {@code "end"} comes. */
    public List<String> takeAll(BlockingQueue<String> queue) throws InterruptedException {
        List<String> items = new ArrayList<>();
        while (!items.contains("end")) {
            try {
                items.add(queue.take());
            } catch (InterruptedException e) { // TODO what was this exception for?
            }
        }
        return items.subList(0, items.size() - 1);
    }

    /** Counts the numbers from 0 to {@code limit}, exclusive, that pass the test. */
    public int count(int limit, IntPredicate test) throws InterruptedException {
        int count = 0;
        for (int number = 0; number < limit; number++) {
            count += test.test(number) ? 1 : 0; // TODO does this loop ever respond?
        }
        return count;
    }
}
