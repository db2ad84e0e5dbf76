package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Guards a state, and remembers that a critical section was left by an exception.
 *
 * <pre>{@code
 * int total = lock.perform(accounts -> accounts.a() + accounts.b());
 * }</pre>
 *
 * <p>Given: sections that may wait, fail and be cancelled, and that use the state only while they
 * run. A section does not call the lock that runs it.
 *
 * <p>Must hold after an interrupt at any point and after any failure: if a section was left by an
 * exception, every later access throws {@code Poisoned}, until a repair has returned. No other
 * event poisons the lock.
 */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;

    public PoisonedLock(S state) {
        this.state = state;
    }

    /**
     * Runs {@code section} while no other section runs.
     *
     * @return what the section has returned
     * @throws Poisoned if the lock is poisoned
     * @throws InterruptedException if the thread is interrupted while it waits for the lock
     * @throws Exception what the section has thrown
     */
    public <T> T perform(Section<S, T> section) throws Exception {
        lock.lockInterruptibly();
        try {
            return section.run(state); // TODO what if an exception leaves the section?
        } finally {
            lock.unlock();
        }
    }

    /** If the lock is poisoned, runs {@code repair} and makes the lock usable again. */
    public void clearPoison(Section<S, ?> repair) throws Exception {
        perform(repair); // TODO
    }
}
