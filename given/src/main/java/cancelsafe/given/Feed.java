package cancelsafe.given;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A feed of orders that never ends. What has been read from it is gone from it.
 *
 * <p>Kata 4.3 MergeNotRace.
 */
public final class Feed {
    private static final Duration DECODING = Duration.ofMillis(2);

    private final String name;
    private final Duration between;
    private final List<String> read = new CopyOnWriteArrayList<>();

    /**
     * A feed whose orders are called by its name and their number.
     *
     * @param between how long a reader waits for each order
     */
    public Feed(String name, Duration between) {
        this.name = name;
        this.between = between;
    }

    /**
     * Waits for the next order, reads and decodes it. An interrupt while it waits ends the call,
     * and nothing has been read. An interrupt while it decodes does not: the order is returned, and
     * the interrupt status is set.
     *
     * @throws InterruptedException if the calling thread is interrupted before an order is read
     */
    public String next() throws InterruptedException {
        Thread.sleep(between);
        String order = name + (read.size() + 1);
        read.add(order);
        decode();
        return order;
    }

    private static void decode() {
        try {
            Thread.sleep(DECODING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been read so far, in order. */
    public List<String> read() {
        return List.copyOf(read);
    }

    /** Those of {@code orders} that come from this feed. */
    public List<String> mine(List<String> orders) {
        return orders.stream().filter(o -> o.startsWith(name)).toList();
    }
}
