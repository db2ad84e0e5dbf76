package demo;

import java.io.IOException;

/** A connection to a server. */
public interface Connection {
    /** Asks the server whether the connection still works; waits for the answer. */
    void ping() throws InterruptedException, IOException;
}
