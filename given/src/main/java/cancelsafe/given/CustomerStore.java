package cancelsafe.given;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of customers where they survive the program; each write is a trip over the network.
 *
 * <p>Kata 2.2 TornTransfer.
 */
public final class CustomerStore {
    private static final Duration TRIP = Duration.ofMillis(5);

    private final Map<Integer, String> names = new HashMap<>();

    /** A store that knows this customer. */
    public CustomerStore(Customer customer) {
        names.put(customer.id(), customer.name());
    }

    /**
     * Waits until the name is written.
     *
     * @throws InterruptedException if the calling thread is interrupted before; then nothing is
     *     written
     */
    public void write(int id, String name) throws InterruptedException {
        Thread.sleep(TRIP);
        names.put(id, name);
    }

    /** The name that is stored for {@code id}; {@code nobody} if there is none. */
    public String nameOf(int id) {
        return names.getOrDefault(id, "nobody");
    }
}
