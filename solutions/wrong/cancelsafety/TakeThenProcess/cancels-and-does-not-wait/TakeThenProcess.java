package cancelsafety;

import cancelsafe.given.Warehouse;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Cancels the thread that packs, and does not wait until it has ended. */
public class TakeThenProcess {
    public void work(BlockingQueue<String> queue, Warehouse warehouse, int count)
            throws InterruptedException {
        for (int i = 0; i < count; i++) {
            String order = queue.take();
            FutureTask<Void> task =
                    new FutureTask<>(
                            () -> {
                                warehouse.pack(order);
                                warehouse.acknowledge(order);
                                return null;
                            });
            Thread.ofVirtual().start(task);
            try {
                task.get();
            } catch (InterruptedException e) {
                task.cancel(true);
                queue.add(order);
                throw e;
            } catch (ExecutionException e) {
                queue.add(order);
                throw new IllegalStateException(e.getCause());
            }
        }
    }
}
