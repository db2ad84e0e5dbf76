package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** Acquires both before one try. */
public class OverRelease {
    private final Semaphore printers;
    private final ReentrantLock journal;
    private final PrintShop shop;

    public OverRelease(Semaphore printers, ReentrantLock journal, PrintShop shop) {
        this.printers = printers;
        this.journal = journal;
        this.shop = shop;
    }

    /** Prints {@code page} with a permit of {@code printers}, then records it under the lock. */
    public void print(String page) throws IOException, InterruptedException {
        printers.acquire();
        journal.lockInterruptibly();
        try {
            shop.print(page);
            shop.record(page);
        } finally {
            journal.unlock();
            printers.release();
        }
    }
}
