package guards;

import static java.util.Map.entry;

import java.util.Map;

/** Thinks that a return in finally lets the exception pass. */
public class FinallyOrder {

    public Map<String, String> table() {
        return Map.ofEntries(
                entry("interrupted in the block: closes", "D C B A"),
                entry("interrupted in the block, close of C throws IOException: closes", "D C B A"),
                entry(
                        "interrupted in the block, close of C throws IOException: thrown",
                        "InterruptedException"),
                entry(
                        "interrupted in the block, close of C throws IOException: suppressed",
                        "IOException"),
                entry("interrupted in the block: status", "false"),
                entry("interrupted while C is opened: closes", "B A"),
                entry(
                        "the block throws IOException, close of C is interrupted: thrown",
                        "IOException"),
                entry("the block throws IOException, close of C is interrupted: status", "false"),
                entry(
                        "the block is done with the status set, close of C sleeps: thrown",
                        "InterruptedException"),
                entry("interrupted, and finally returns: thrown", "IllegalStateException"),
                entry("interrupted, and finally returns: status", "false"),
                entry("interrupted, with catch and finally: order", "close catch finally"));
    }
}
