package guards;

import cancelsafe.given.Message;
import cancelsafe.given.MessageQueue;
import cancelsafe.given.OutboxConnection;
import cancelsafe.given.OutboxDatabase;
import cancelsafe.given.OutcomeUnknown;

import java.io.IOException;

/**
 * Changes rows of a database, and tells a warehouse of each change by a message.
 *
 * <p>Must hold after an interrupt or a crash at any point: the row has changed if and only if its
 * message is in the database or was sent, and the warehouse applies each change once. Each
 * connection is given back idle, or evicted if its state is unknown.
 */
public class Outbox {
    private final OutboxDatabase database;
    private final MessageQueue queue;

    public Outbox(OutboxDatabase database, MessageQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Adds {@code amount} to a row, and writes a message about it into the same database. */
    public void change(String row, int amount) throws OutcomeUnknown, InterruptedException {
        inTransaction(database, c -> c.add(row, amount)); // TODO and if the process ends here?
        inTransaction(database, c -> c.insert(new Message(row + amount, row, amount))); // TODO key
    }

    /** Sends each message of the database, and deletes it; also runs after each restart. */
    public void relay() throws IOException, OutcomeUnknown, InterruptedException {
        for (Message message : database.messages()) {
            inTransaction(database, c -> c.delete(message.key()));
            queue.send(message); // TODO and if this throws?
        }
    }

    /** Applies a message of the queue to the warehouse; it may be delivered more than once. */
    public static void receive(OutboxDatabase warehouse, Message message)
            throws OutcomeUnknown, InterruptedException {
        inTransaction(warehouse, c -> c.add(message.row(), message.amount())); // TODO only once
    }

    private interface Work {
        void run(OutboxConnection connection) throws InterruptedException;
    }

    private static void inTransaction(OutboxDatabase database, Work work)
            throws OutcomeUnknown, InterruptedException {
        OutboxConnection connection = database.borrow();
        connection.begin();
        work.run(connection);
        connection.commit(); // TODO and if this is interrupted?
        database.giveBack(connection); // TODO on which paths, and in which state?
    }
}
