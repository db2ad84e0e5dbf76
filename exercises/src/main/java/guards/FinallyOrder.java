package guards;

import static java.util.Map.entry;

import java.util.Map;

/**
 * Which resources are closed, in which sequence, and what is thrown?
 *
 * <p>Four resources are opened in one try-with-resources statement: A, B, C, D. In the rows
 * "interrupted in the block" the thread is interrupted while it sleeps in the block. Format of a
 * row, by its last word: {@code closes}: the names of the closed resources in sequence, separated
 * by spaces, such as {@code A B}; {@code thrown} and {@code suppressed}: the simple class name, or
 * {@code nothing}; {@code status}: {@code true} or {@code false}, at the end; {@code order}: the
 * words {@code catch}, {@code close} and {@code finally} in the sequence in which they happen,
 * separated by spaces.
 *
 * <p>Must hold: each row is what happens. TODO fill in the table, then run the test.
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
