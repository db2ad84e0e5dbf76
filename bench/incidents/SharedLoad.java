import cancelsafe.lab.real.LibraryDriver;
import cancelsafe.lab.real.Ended;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Two threads ask a cache for one key; the one that loads the value is cancelled. */
public abstract class SharedLoad implements LibraryDriver {
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicReference<Object> answer = new AtomicReference<>();
    private final Thread other = new Thread(() -> answer.set(ask()));

    /** Asks the cache for the key; on a miss it calls the loader. */
    protected abstract String get(Supplier<String> loader);

    private Object ask() {
        try {
            return get(this::load);
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    /** The first load waits; it begins to wait when the other thread waits for its value. */
    private String load() {
        if (loads.incrementAndGet() == 1) {
            other.start();
            while (other.getState() == Thread.State.NEW
                    || other.getState() == Thread.State.RUNNABLE) {
                Thread.onSpinWait();
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("the load is cancelled", e);
            }
        }
        return "value";
    }

    @Override
    public void body() {
        get(this::load);
    }

    @Override
    public void check(Ended ended) throws InterruptedException {
        other.join();
        if (!"value".equals(answer.get())) {
            throw new AssertionError(
                    "the other thread was not cancelled, and it got " + answer.get());
        }
    }
}
