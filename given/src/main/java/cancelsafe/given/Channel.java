package cancelsafe.given;

import cancelsafe.lab.Resource;

import java.util.ArrayList;
import java.util.List;

/**
 * A channel without a buffer: a message goes from a select that sends to a select that receives.
 * The channel itself knows only the clauses that wait at it. For several threads.
 *
 * <p>Kata 4.7 Select.
 */
public final class Channel {
    private final List<Waiter> waiters = new ArrayList<>();

    /** A channel at which no clause waits. */
    public Channel() {}

    /** Registers a clause that waits. */
    public synchronized void register(Waiter waiter) {
        waiters.add(waiter);
        Resource.opened(waiter);
    }

    /** Deregisters a clause; does nothing if it is not registered. */
    public synchronized void deregister(Waiter waiter) {
        if (waiters.remove(waiter)) {
            Resource.closed(waiter);
        }
    }

    /** The clauses that wait, in the sequence in which they were registered. */
    public synchronized List<Waiter> waiters() {
        return List.copyOf(waiters);
    }
}
