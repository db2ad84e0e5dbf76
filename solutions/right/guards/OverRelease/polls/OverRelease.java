package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what it has acquired, and holds the printer until the page is recorded. */
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
        boolean permit = false;
        boolean locked = false;
        try {
            while (!permit) {
                permit = printers.tryAcquire(1, TimeUnit.SECONDS);
            }
            shop.print(page);
            while (!locked) {
                locked = journal.tryLock(1, TimeUnit.SECONDS);
            }
            shop.record(page);
        } finally {
            if (locked) {
                journal.unlock();
            }
            if (permit) {
                printers.release();
            }
        }
    }
}
