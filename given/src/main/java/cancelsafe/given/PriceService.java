package cancelsafe.given;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the price of one item from a slow server. For several threads.
 *
 * <p>Kata 3.4 SharedFuture.
 */
public final class PriceService {
    private final List<Load> loads = new ArrayList<>();

    /** Begins to load the price, and does not wait for it. The n-th load gives the price 100 n. */
    public synchronized Load load() {
        Load load = new Load(100 * (loads.size() + 1));
        loads.add(load);
        return load;
    }

    /** Ends all loads that run, with their prices. */
    public void answer() {
        loads().forEach(Load::succeed);
    }

    /** Ends all loads that run, with {@code failure}. */
    public void fail(Throwable failure) {
        loads().forEach(load -> load.fail(failure));
    }

    /** All loads that were begun, in sequence. */
    public synchronized List<Load> loads() {
        return List.copyOf(loads);
    }

    /** How many loads run now. */
    public long running() {
        return loads().stream().filter(Load::isRunning).count();
    }

    /** One load. It runs until its price is there, it has failed, or it is cancelled. */
    public static final class Load {
        private final CompletableFuture<Integer> price = new CompletableFuture<>();
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final int value;

        private Load(int value) {
            this.value = value;
        }

        /**
         * The price, when it is there. Completing or cancelling this future does not end the load.
         */
        public CompletableFuture<Integer> price() {
            return price;
        }

        /** Ends the load, and cancels {@link #price}; without effect if the load has ended. */
        public void cancel() {
            if (running.compareAndSet(true, false)) {
                price.cancel(false);
            }
        }

        /** Whether the load runs. */
        public boolean isRunning() {
            return running.get();
        }

        private void succeed() {
            if (running.compareAndSet(true, false)) {
                price.complete(value);
            }
        }

        private void fail(Throwable failure) {
            if (running.compareAndSet(true, false)) {
                price.completeExceptionally(failure);
            }
        }
    }
}
