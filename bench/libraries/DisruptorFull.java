import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.RealThreads;

import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.util.DaemonThreadFactory;

import java.util.concurrent.atomic.AtomicReference;

/** A ring of one event, whose handler is slow until the body waits. */
public final class DisruptorFull implements LibraryDriver {
    private final Disruptor<AtomicReference<String>> disruptor =
            new Disruptor<>(AtomicReference::new, 1, DaemonThreadFactory.INSTANCE);

    @Override
    public void before() {
        disruptor.handleEventsWith((event, sequence, end) -> handle(sequence));
        disruptor.start();
    }

    private static void handle(long sequence) throws InterruptedException {
        if (sequence == 0) {
            RealThreads.awaitBody();
            Thread.sleep(100);
        }
    }

    @Override
    public void body() {
        disruptor.publishEvent((event, sequence) -> event.set("one"));
        disruptor.publishEvent((event, sequence) -> event.set("two"));
    }

    @Override
    public void after() {
        disruptor.halt();
    }
}
