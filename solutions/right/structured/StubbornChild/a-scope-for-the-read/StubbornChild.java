package structured;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.locks.Lock;
import java.util.function.IntPredicate;

public class StubbornChild {

    public String update(Lock lock, Callable<String> update) throws Exception {
        if (!lock.tryLock()) {
            lock.lockInterruptibly();
        }
        try {
            return update.call();
        } finally {
            lock.unlock();
        }
    }

    public String readLine(InputStream stream) throws Exception {
        try (var scope = StructuredTaskScope.open(Joiner.<String>anySuccessfulResultOrThrow())) {
            scope.fork(() -> line(stream));
            try (stream) {
                return scope.join();
            }
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
        for (String item = queue.take(); !item.equals("end"); item = queue.take()) {
            items.add(item);
        }
        return items;
    }

    public int count(int limit, IntPredicate test) throws InterruptedException {
        int count = 0;
        int number = 0;
        while (number < limit) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            for (int end = Math.min(limit - number, 50) + number; number < end; number++) {
                if (test.test(number)) {
                    count++;
                }
            }
        }
        return count;
    }
}
