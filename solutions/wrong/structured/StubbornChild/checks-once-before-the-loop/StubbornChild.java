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

public class StubbornChild {

    public String update(Lock lock, Callable<String> update) throws Exception {
        lock.lockInterruptibly();
        try {
            return update.call();
        } finally {
            lock.unlock();
        }
    }

    public String readLine(InputStream stream) throws Exception {
        try (var reader = Executors.newVirtualThreadPerTaskExecutor();
                stream) {
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
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        int count = 0;
        for (int number = 0; number < limit; number++) {
            count += test.test(number) ? 1 : 0;
        }
        return count;
    }
}
