package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Looks at the mark before it waits for the lock. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private volatile boolean poisoned;

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        if (poisoned) {
            throw new Poisoned();
        }
        lock.lockInterruptibly();
        try {
            return section.run(state);
        } catch (Throwable e) {
            poisoned = true;
            throw e;
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
