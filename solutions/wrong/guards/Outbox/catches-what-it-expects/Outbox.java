package guards;

import cancelsafe.given.Message;
import cancelsafe.given.MessageQueue;
import cancelsafe.given.OutboxConnection;
import cancelsafe.given.OutboxDatabase;
import cancelsafe.given.OutcomeUnknown;

import java.io.IOException;
import java.util.UUID;

/** Returns the connection after each exception that a transaction declares. */
public class Outbox {
    private final OutboxDatabase database;
    private final MessageQueue queue;

    public Outbox(OutboxDatabase database, MessageQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Adds {@code amount} to a row, and stores a message about it. */
    public void change(String row, int amount) throws OutcomeUnknown, InterruptedException {
        Message message = new Message(UUID.randomUUID().toString(), row, amount);
        inTransaction(
                database,
                connection -> {
                    connection.add(row, amount);
                    connection.insert(message);
                });
    }

    /** Sends each message at least once, and then deletes it. */
    public void relay() throws IOException, OutcomeUnknown, InterruptedException {
        for (Message message : database.messages()) {
            queue.send(message); // if this throws, the message stays
            inTransaction(database, connection -> connection.delete(message.key()));
        }
    }

    /** Applies a message, unless its key is known. */
    public static void receive(OutboxDatabase warehouse, Message message)
            throws OutcomeUnknown, InterruptedException {
        inTransaction(
                warehouse,
                connection -> {
                    if (connection.insert(message)) { // committed together with its effect
                        connection.add(message.row(), message.amount());
                    }
                });
    }

    private interface Work {
        void run(OutboxConnection connection) throws InterruptedException;
    }

    private static void inTransaction(OutboxDatabase database, Work work)
            throws OutcomeUnknown, InterruptedException {
        OutboxConnection connection = database.borrow();
        try {
            connection.begin();
            work.run(connection);
            commit(connection);
        } catch (OutcomeUnknown | InterruptedException | IllegalArgumentException e) {
            end(database, connection);
            throw e;
        }
        end(database, connection);
    }

    private static void commit(OutboxConnection connection) throws OutcomeUnknown {
        try {
            connection.commit(); // the commit point
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutcomeUnknown(e);
        }
    }

    private static void end(OutboxDatabase database, OutboxConnection connection) {
        switch (connection.state()) {
            case IDLE -> database.giveBack(connection);
            case OPEN -> {
                connection.rollback();
                database.giveBack(connection);
            }
            case UNKNOWN -> database.evict(connection);
        }
    }
}
