package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Counts as poisoned from the start of a section until it has returned. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private boolean poisoned; // guarded by lock

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
        lock.lockInterruptibly(); // if this throws, nothing has changed
        try {
            if (poisoned) {
                throw new Poisoned();
            }
            poisoned = true; // every way out but one leaves it so
            T result = section.run(state);
            poisoned = false;
            return result;
        } finally {
            lock.unlock();
        }
    }

    /** If the lock is poisoned, runs {@code repair} and makes the lock usable again. */
    public void clearPoison(Section<S, ?> repair) throws Exception {
        lock.lockInterruptibly();
        try {
            if (poisoned) {
                repair.run(state);
                poisoned = false; // only now: the repair may fail, too
            }
        } finally {
            lock.unlock();
        }
    }
}
