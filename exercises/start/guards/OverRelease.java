package guards;

import cancelsafe.given.PrintShop;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Prints a page, and records it in a journal.
 *
 * <p>Given: a semaphore with one permit per printer, and a lock for the journal. Other threads use
 * both, and the calling thread may hold the lock already.
 *
 * <p>Must hold after an interrupt at any point and after any failure: the call has given back every
 * permit and every hold that it took, and no other. An interrupt ends the wait for a printer and
 * the wait for the journal, and the caller sees an {@code InterruptedException}.
 */
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
        try {
            printers.acquire(); // TODO what does the finally block do if this throws?
            shop.print(page);
        } finally {
            printers.release();
        }
        try {
            journal.lockInterruptibly(); // TODO and if this throws?
            shop.record(page);
        } finally {
            journal.unlock();
        }
    }
}
