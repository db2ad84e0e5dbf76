package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Releases the lock, and then marks it as poisoned. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private volatile boolean poisoned;

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        try {
            return locked(section);
        } catch (Poisoned e) {
            throw e;
        } catch (Throwable e) {
            poisoned = true;
            throw e;
        }
    }

    private <T> T locked(Section<S, T> section) throws Exception {
        lock.lockInterruptibly();
        try {
            if (poisoned) {
                throw new Poisoned();
            }
            return section.run(state);
        } finally {
            lock.unlock();
        }
    }

    public void clearPoison(Section<S, ?> repair) throws Exception {
        lock.lockInterruptibly();
        try {
            if (poisoned) {
                repair.run(state);
                poisoned = false;
            }
        } finally {
            lock.unlock();
        }
    }
}
