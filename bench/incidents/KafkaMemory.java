import cancelsafe.lab.real.Ended;
import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import org.apache.kafka.clients.producer.internals.BufferPool;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

import java.nio.ByteBuffer;

/**
 * The memory of a producer, two buffers of ten bytes, is in use. A thread waits for all of it, and
 * gets it in two parts.
 */
public final class KafkaMemory implements LibraryDriver {
    private final BufferPool pool = new BufferPool(20, 10, new Metrics(), Time.SYSTEM, "driver");
    private volatile boolean ended;
    private Thread sender;

    @Override
    public void before() throws InterruptedException {
        ByteBuffer first = pool.allocate(10, 1000);
        ByteBuffer second = pool.allocate(10, 1000);
        sender = new Thread(() -> giveBack(first, second));
        sender.start();
    }

    private void giveBack(ByteBuffer first, ByteBuffer second) {
        try {
            RealThreads.awaitBody();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        pool.deallocate(first);
        while (!ended && pool.availableMemory() > 0) {
            Thread.onSpinWait();
        }
        pool.deallocate(second);
    }

    @Override
    public void body() throws InterruptedException {
        try {
            pool.deallocate(pool.allocate(20, 10_000));
        } finally {
            ended = true;
        }
    }

    @Override
    public void check(Ended how) throws InterruptedException {
        sender.join();
        if (pool.availableMemory() != 20) {
            throw new AssertionError(
                    "no thread uses the memory, and " + pool.availableMemory() + " of 20 bytes are free");
        }
    }
}
