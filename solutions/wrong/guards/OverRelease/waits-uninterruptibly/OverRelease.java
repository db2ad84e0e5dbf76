package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** Waits so that no interrupt can come between. */
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
        printers.acquireUninterruptibly();
        try {
            shop.print(page);
        } finally {
            printers.release();
        }
        journal.lock();
        try {
            shop.record(page);
        } finally {
            journal.unlock();
        }
    }
}
