package flagtokens;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps the thread that cancelled; the flag is that there is one. */
public class LatchToken {
    private final AtomicReference<Thread> canceller = new AtomicReference<>();

    public boolean cancel() {
        return canceller.compareAndSet(null, Thread.currentThread());
    }

    public boolean isCancelled() {
        return canceller.get() != null;
    }

    public void throwIfCancelled() {
        Thread by = canceller.get();
        if (by != null) {
            throw new CancellationException("cancelled by " + by);
        }
    }
}
