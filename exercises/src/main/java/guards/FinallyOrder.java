package guards;

import static java.util.Map.entry;

import java.util.Map;

/**
 * Who is closed when, and what is thrown in the end?
 *
 * <p>Four resources are opened in one try-with-resources: A, B, C, D. In the rows "interrupted in
 * the block" the thread is interrupted while it sleeps in the block. Names of exceptions are simple
 * names; "nothing" where nothing is thrown or suppressed; the status is "true" or "false" when all
 * is over. Closes are told in their order, as {@code A B}.
 *
 * <p>Must hold: each row says what happens. TODO fill it in, then let it be measured.
 */
public class FinallyOrder {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("interrupted in the block: closes", "TODO"),
                entry("interrupted in the block, close of C throws IOException: closes", "TODO"),
                entry("interrupted in the block, close of C throws IOException: thrown", "TODO"),
                entry(
                        "interrupted in the block, close of C throws IOException: suppressed",
                        "TODO"),
                entry("interrupted in the block: status", "TODO"),
                entry("interrupted while C is opened: closes", "TODO"),
                entry("the block throws IOException, close of C is interrupted: thrown", "TODO"),
                entry("the block throws IOException, close of C is interrupted: status", "TODO"),
                entry("the block is done with the status set, close of C sleeps: thrown", "TODO"),
                entry("interrupted, and finally returns: thrown", "TODO"),
                entry("interrupted, and finally returns: status", "TODO"),
                entry("interrupted, with catch and finally: order", "TODO"));
    }
}
