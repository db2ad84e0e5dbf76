package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Ignores an interrupt while it waits for the lock. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private boolean poisoned; // guarded by lock

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        lock.lock();
        try {
            if (poisoned) {
                throw new Poisoned();
            }
            poisoned = true;
            T result = section.run(state);
            poisoned = false;
            return result;
        } finally {
            lock.unlock();
        }
    }

    public void clearPoison(Section<S, ?> repair) throws Exception {
        lock.lock();
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
