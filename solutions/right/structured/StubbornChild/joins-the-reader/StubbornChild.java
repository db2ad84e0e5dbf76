package structured;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        CountDownLatch ended = new CountDownLatch(1);
        List<Object> result = new ArrayList<>();
        Thread reader =
                Thread.startVirtualThread(
                        () -> {
                            try {
                                result.add(line(stream));
                            } catch (Throwable t) {
                                result.add(t);
                            }
                            ended.countDown();
                        });
        InterruptedException interrupted = null;
        try {
            try (stream) { // its close ends the read
                ended.await();
            } catch (InterruptedException e) {
                interrupted = e;
            }
        } finally {
            while (reader.isAlive()) {
                try {
                    reader.join();
                } catch (InterruptedException e) {
                    interrupted = e;
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        return switch (result.getFirst()) {
            case String line -> line;
            case Exception failure -> throw failure;
            case Object failure -> throw new IllegalStateException((Throwable) failure);
        };
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
        String item = queue.take();
        while (!item.equals("end")) {
            items.add(item);
            item = queue.take();
        }
        return items;
    }

    public int count(int limit, IntPredicate test) throws InterruptedException {
        int count = 0;
        for (int number = 0; number < limit; number++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            count += test.test(number) ? 1 : 0;
        }
        return count;
    }
}
