package cancelsafe.given;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Packs orders and acknowledges them; both take a while. Not thread-safe.
 *
 * <p>Kata 2.8 TakeThenProcess.
 */
public final class Warehouse {
    private static final Duration PACKING = Duration.ofMillis(20);
    private static final Duration TRIP = Duration.ofMillis(5);

    private final List<String> packed = new ArrayList<>();
    private final List<String> acknowledged = new ArrayList<>();

    /** A warehouse that has packed nothing yet. */
    public Warehouse() {}

    /**
     * Puts the goods into the box of the order, and waits until that is done. Packing an order
     * again fills the same box and does no harm.
     *
     * @throws InterruptedException if the calling thread is interrupted before; then the order is
     *     not packed
     */
    public void pack(String order) throws InterruptedException {
        Thread.sleep(PACKING);
        packed.add(order);
    }

    /**
     * Sends the bill, and waits until the customer has it. Acknowledging an order again sends a
     * second bill.
     *
     * @throws InterruptedException if the calling thread is interrupted before; then nothing is
     *     acknowledged
     */
    public void acknowledge(String order) throws InterruptedException {
        Thread.sleep(TRIP);
        acknowledged.add(order);
    }

    /** The orders that were packed, in the order of packing. */
    public List<String> packed() {
        return List.copyOf(packed);
    }

    /** The orders that were acknowledged, in the order of acknowledging. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }
}
