package guards;

import cancelsafe.given.Message;
import cancelsafe.given.MessageQueue;
import cancelsafe.given.OutboxConnection;
import cancelsafe.given.OutboxDatabase;
import cancelsafe.given.OutcomeUnknown;

import java.io.IOException;
import java.util.UUID;

/** The relay sends and deletes all messages in one transaction, and reports no unknown outcome. */
public class Outbox {
    private final OutboxDatabase database;
    private final MessageQueue queue;

    public Outbox(OutboxDatabase database, MessageQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Adds {@code amount} to a row, and stores a message about it. */
    public void change(String row, int amount) throws OutcomeUnknown, InterruptedException {
        OutboxConnection connection = database.borrow();
        boolean committing = false;
        try {
            connection.begin();
            connection.add(row, amount);
            connection.insert(new Message(UUID.randomUUID().toString(), row, amount));
            committing = true;
            connection.commit();
        } catch (InterruptedException e) {
            if (committing) {
                Thread.currentThread().interrupt();
                throw new OutcomeUnknown(e);
            }
            throw e;
        } finally {
            end(database, connection);
        }
    }

    /** Sends each message, and deletes all of them; if it is interrupted, all may be sent again. */
    public void relay() throws IOException, InterruptedException {
        OutboxConnection connection = database.borrow();
        try {
            connection.begin();
            for (Message message : database.messages()) {
                connection.delete(message.key()); // takes effect at the commit
                queue.send(message);
            }
            connection.commit();
        } finally {
            end(database, connection);
        }
    }

    /** Applies a message, unless its key is known. */
    public static void receive(OutboxDatabase warehouse, Message message)
            throws InterruptedException {
        OutboxConnection connection = warehouse.borrow();
        try {
            connection.begin();
            boolean isKnown =
                    warehouse.messages().stream().map(Message::key).anyMatch(message.key()::equals);
            if (!isKnown) {
                connection.add(message.row(), message.amount());
                connection.insert(message);
                connection.commit(); // if this is interrupted, the queue delivers it again
            }
        } finally {
            end(warehouse, connection);
        }
    }

    private static void end(OutboxDatabase database, OutboxConnection connection) {
        switch (connection.state()) {
            case UNKNOWN -> {
                database.evict(connection);
                return;
            }
            case OPEN -> connection.rollback();
            case IDLE -> {}
        }
        database.giveBack(connection);
    }
}
