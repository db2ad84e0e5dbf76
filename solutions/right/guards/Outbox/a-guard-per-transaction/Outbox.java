package guards;

import cancelsafe.given.Message;
import cancelsafe.given.MessageQueue;
import cancelsafe.given.OutboxConnection;
import cancelsafe.given.OutboxDatabase;
import cancelsafe.given.OutcomeUnknown;

import java.io.IOException;
import java.util.UUID;

/** Each transaction is a block with a guard; the relay does not stop at a refused message. */
public class Outbox {
    private final OutboxDatabase database;
    private final MessageQueue queue;

    public Outbox(OutboxDatabase database, MessageQueue queue) {
        this.database = database;
        this.queue = queue;
    }

    /** Adds {@code amount} to a row, and stores a message about it. */
    public void change(String row, int amount) throws OutcomeUnknown, InterruptedException {
        try (Tx tx = new Tx(database)) {
            OutboxConnection connection = tx.begin();
            connection.insert(new Message(UUID.randomUUID().toString(), row, amount));
            connection.add(row, amount);
            tx.commit();
        }
    }

    /** Sends each message, and deletes it; at the end it throws what a refused one has thrown. */
    public void relay() throws IOException, OutcomeUnknown, InterruptedException {
        IOException refused = null;
        for (Message message : database.messages()) {
            try {
                queue.send(message);
                delete(message);
            } catch (IOException e) {
                refused = e; // this message stays
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    private void delete(Message message) throws OutcomeUnknown, InterruptedException {
        try (Tx tx = new Tx(database)) {
            tx.begin().delete(message.key());
            tx.commit();
        }
    }

    /** Applies a message, unless its key is known. */
    public static void receive(OutboxDatabase warehouse, Message message)
            throws OutcomeUnknown, InterruptedException {
        try (Tx tx = new Tx(warehouse)) {
            OutboxConnection connection = tx.begin();
            if (connection.insert(message)) {
                connection.add(message.row(), message.amount());
                tx.commit();
            }
        }
    }

    private static final class Tx implements AutoCloseable {
        private final OutboxDatabase database;
        private final OutboxConnection connection;

        Tx(OutboxDatabase database) throws InterruptedException {
            this.database = database;
            this.connection = database.borrow();
        }

        OutboxConnection begin() throws InterruptedException {
            connection.begin();
            return connection;
        }

        void commit() throws OutcomeUnknown {
            try {
                connection.commit();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new OutcomeUnknown(e);
            }
        }

        @Override
        public void close() {
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
}
