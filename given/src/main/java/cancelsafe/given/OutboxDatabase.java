package cancelsafe.given;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A database with rows of numbers and a table of messages, and a pool of its connections. It is on
 * another machine, so it survives a crash of its users. At most one thread uses it at any time.
 *
 * <p>Kata 5.10 Outbox.
 */
public final class OutboxDatabase {
    private static final Duration TRIP = Duration.ofMillis(5);

    private volatile Tables tables;
    private final ConcurrentLinkedQueue<OutboxConnection> idle = new ConcurrentLinkedQueue<>();
    private final Set<OutboxConnection> lentOut = ConcurrentHashMap.newKeySet();
    private final AtomicInteger evicted = new AtomicInteger();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();

    /** A database without rows, and with these messages. */
    public OutboxDatabase(Message... messages) {
        tables = new Tables(Map.of(), List.of(messages));
    }

    /**
     * Waits for a connection without a transaction.
     *
     * @throws InterruptedException if the calling thread is interrupted; nothing is lent out then
     */
    public OutboxConnection borrow() throws InterruptedException {
        Thread.sleep(TRIP);
        OutboxConnection waiting = idle.poll();
        OutboxConnection connection = waiting != null ? waiting : new OutboxConnection(this);
        lentOut.add(connection);
        return connection;
    }

    /** Takes an idle connection back, for the next user; does not wait. */
    public void giveBack(OutboxConnection connection) {
        takeBack(connection, "given back", connection.state() == TxConnection.State.IDLE);
        idle.add(connection);
    }

    /** Takes a connection back whose state is unknown, and discards it; does not wait. */
    public void evict(OutboxConnection connection) {
        takeBack(connection, "evicted", connection.state() == TxConnection.State.UNKNOWN);
        evicted.incrementAndGet();
    }

    private void takeBack(OutboxConnection connection, String how, boolean rightly) {
        if (!lentOut.remove(connection)) {
            mistakes.add(how + " although it was not lent out");
        } else if (!rightly) {
            mistakes.add(how + " in the state " + connection.state());
        }
    }

    /** The committed value of a row; 0 if there is no such row. */
    public int row(String row) {
        return tables().row(row);
    }

    /** The committed messages, the oldest first. */
    public List<Message> messages() {
        return tables().messages();
    }

    /** How many connections are lent out. */
    public int lentOut() {
        return lentOut.size();
    }

    /** How many connections have been discarded. */
    public int evicted() {
        return evicted.get();
    }

    /** Each connection that came back twice, or in the wrong way for its state. */
    public List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    Tables tables() {
        return tables;
    }

    void change(UnaryOperator<Tables> change) {
        tables = change.apply(tables); // one step for all readers
    }

    /** All that is committed; never changed, but replaced as a whole. */
    record Tables(Map<String, Integer> rows, List<Message> messages) {
        int row(String row) {
            return rows.getOrDefault(row, 0);
        }

        boolean has(String key) {
            return messages.stream().anyMatch(message -> message.key().equals(key));
        }

        Tables add(String row, int amount) {
            Map<String, Integer> changed = new TreeMap<>(rows);
            changed.merge(row, amount, Integer::sum);
            return new Tables(changed, messages);
        }

        Tables insert(Message message) {
            return has(message.key())
                    ? this
                    : new Tables(
                            rows, Stream.concat(messages.stream(), Stream.of(message)).toList());
        }

        Tables delete(String key) {
            return new Tables(
                    rows, messages.stream().filter(message -> !message.key().equals(key)).toList());
        }
    }
}
