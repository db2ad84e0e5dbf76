package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** The right to use something is an object, which exists only after it was acquired. */
public class OverRelease {
    /** What was acquired; {@code close} gives it back. */
    private interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    private final Semaphore printers;
    private final ReentrantLock journal;
    private final PrintShop shop;

    public OverRelease(Semaphore printers, ReentrantLock journal, PrintShop shop) {
        this.printers = printers;
        this.journal = journal;
        this.shop = shop;
    }

    private Lease printer() throws InterruptedException {
        printers.acquire();
        return printers::release;
    }

    private Lease journal() throws InterruptedException {
        journal.lockInterruptibly();
        return journal::unlock;
    }

    /** Prints {@code page} with a permit of {@code printers}, then records it under the lock. */
    public void print(String page) throws IOException, InterruptedException {
        try (Lease _ = printer()) {
            shop.print(page);
        }
        try (Lease _ = journal()) {
            shop.record(page);
        }
    }
}
