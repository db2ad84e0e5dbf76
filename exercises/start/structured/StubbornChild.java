package structured;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;

/**
 * Four tasks that are forked in a scope. Each of them ignores its interrupt, so the scope cannot
 * close.
 *
 * <p>Must hold: an interrupt ends each task, and the task leaves nothing behind: no lock, no open
 * stream, no thread.
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

    /**
     * Reads a line, without its line feed, and closes the stream in any case. A read waits until
     * there is a byte or the stream is closed, and does not respond to an interrupt.
     */
    public String readLine(InputStream stream) throws Exception {
        try (stream) {
            return line(stream); // TODO who closes the stream while this waits?
        }
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next != '\n' && next != -1; next = stream.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Takes items until {@code "end"} comes. */
    public List<String> takeAll(BlockingQueue<String> queue) throws InterruptedException {
        List<String> items = new ArrayList<>();
        while (true) {
            try {
                String item = queue.take();
                if (item.equals("end")) {
                    return items;
                }
                items.add(item);
            } catch (InterruptedException e) {
                // TODO what was this exception for?
            }
        }
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
