package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Poisons the lock if the status is set after the section. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private boolean poisoned; // guarded by lock

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        lock.lockInterruptibly();
        try {
            if (poisoned) {
                throw new Poisoned();
            }
            poisoned = true;
            T result = section.run(state);
            poisoned = Thread.currentThread().isInterrupted();
            return result;
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
