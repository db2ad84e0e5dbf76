package guards;

import static java.util.Map.entry;

import java.util.Map;

/** Thinks that an interrupt comes before every other exception. */
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
                        "InterruptedException"),
                entry("the block throws IOException, close of C is interrupted: status", "false"),
                entry(
                        "the block is done with the status set, close of C sleeps: thrown",
                        "InterruptedException"),
                entry("interrupted, and finally returns: thrown", "nothing"),
                entry("interrupted, and finally returns: status", "false"),
                entry("interrupted, with catch and finally: order", "close catch finally"));
    }
}
