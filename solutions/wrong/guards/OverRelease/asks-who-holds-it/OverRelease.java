package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** Asks the lock whether there is something to unlock. */
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
        try {
            shop.print(page);
        } finally {
            printers.release();
        }
        try {
            journal.lockInterruptibly();
            shop.record(page);
        } finally {
            if (journal.isHeldByCurrentThread()) {
                journal.unlock();
            }
        }
    }
}
