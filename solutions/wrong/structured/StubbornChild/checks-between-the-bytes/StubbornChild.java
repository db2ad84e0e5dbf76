package structured;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;

public class StubbornChild {
    private static final int BLOCK = 100;

    public String update(Lock lock, Callable<String> update) throws Exception {
        lock.lockInterruptibly();
        try {
            return update.call();
        } finally {
            lock.unlock();
        }
    }

    public String readLine(InputStream stream) throws Exception {
        try (stream) {
            return line(stream);
        }
    }

    private static String line(InputStream stream) throws IOException, InterruptedException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next != '\n' && next != -1; next = stream.read()) {
            line.append((char) next);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return line.toString();
    }

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
