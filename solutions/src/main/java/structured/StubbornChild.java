package structured;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;

/** Four tasks that are forked in a scope, and end when they are interrupted. */
public class StubbornChild {
    private static final int BLOCK = 100;

    /** Waits for the lock, and calls {@code update} while it holds it. */
    public String update(Lock lock, Callable<String> update) throws Exception {
        lock.lockInterruptibly();
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
        try (var reader = Executors.newVirtualThreadPerTaskExecutor();
                stream) { // closed first, which ends the read; then the executor waits for its end
            return reader.submit(() -> line(stream)).get();
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
            String item = queue.take();
            if (item.equals("end")) {
                return items;
            }
            items.add(item);
        }
    }

    /** Counts the numbers from 0 to {@code limit}, exclusive, that pass the test. */
    public int count(int limit, IntPredicate test) throws InterruptedException {
        int count = 0;
        for (int number = 0; number < limit; number++) {
            if (number % BLOCK == 0 && Thread.interrupted()) {
                throw new InterruptedException();
            }
            count += test.test(number) ? 1 : 0;
        }
        return count;
    }
}
