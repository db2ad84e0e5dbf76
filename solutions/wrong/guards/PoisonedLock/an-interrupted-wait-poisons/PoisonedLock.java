package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.locks.ReentrantLock;

/** Waits for the lock inside of the try. */
public class PoisonedLock<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final S state;
    private boolean poisoned; // guarded by lock

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        boolean returned = false;
        try {
            lock.lockInterruptibly();
            if (poisoned) {
                throw new Poisoned();
            }
            T result = section.run(state);
            returned = true;
            return result;
        } finally {
            if (!returned) {
                poisoned = true;
            }
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
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
