package structured;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Handles exceptions only; an Error ends its thread and nothing else. */
public class ExecutorToScope {
    public List<String> page(Callable<String> head, List<Callable<String>> parts) throws Exception {
        List<Callable<String>> all = new ArrayList<>(List.of(head));
        all.addAll(parts);
        ConcurrentHashMap<Integer, String> made = new ConcurrentHashMap<>();
        AtomicReference<Exception> first = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(all.size());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int n = i;
            threads.add(
                    Thread.ofVirtual()
                            .unstarted(
                                    () -> {
                                        try {
                                            made.put(n, all.get(n).call());
                                        } catch (Exception e) {
                                            if (first.compareAndSet(null, e)) {
                                                threads.forEach(Thread::interrupt);
                                            }
                                        } finally {
                                            ended.countDown();
                                        }
                                    }));
        }
        threads.forEach(Thread::start);
        boolean interrupted = false;
        try {
            ended.await();
        } catch (InterruptedException e) {
            interrupted = true;
            threads.forEach(Thread::interrupt);
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        if (first.get() != null) {
            throw first.get();
        }
        List<String> page = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            page.add(made.get(i));
        }
        return page;
    }
}
