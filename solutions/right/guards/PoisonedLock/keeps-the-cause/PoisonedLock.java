package guards;

import cancelsafe.given.Poisoned;
import cancelsafe.given.Section;

import java.util.concurrent.Semaphore;

/** Keeps the exception that has left a section, and shows it to each later user. */
public class PoisonedLock<S> {
    private final Semaphore free = new Semaphore(1);
    private final S state;
    private Throwable cause; // guarded by the permit

    public PoisonedLock(S state) {
        this.state = state;
    }

    public <T> T perform(Section<S, T> section) throws Exception {
        free.acquire();
        try {
            if (cause != null) {
                throw new Poisoned(cause);
            }
            return run(section);
        } finally {
            free.release();
        }
    }

    private <T> T run(Section<S, T> section) throws Exception {
        try {
            return section.run(state);
        } catch (Throwable e) {
            cause = e;
            throw e;
        }
    }

    public void clearPoison(Section<S, ?> repair) throws Exception {
        free.acquire();
        try {
            if (cause != null) {
                repair.run(state);
                cause = null;
            }
        } finally {
            free.release();
        }
    }
}
