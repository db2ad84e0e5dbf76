package guards;

import static java.util.Map.entry;

import java.util.Map;

/** Who is closed when, and what is thrown in the end, as the JDK has it. */
public class FinallyOrder {

    public Map<String, String> table() {
        return Map.ofEntries(
                // the last one opened is the first one closed
                entry("interrupted in the block: closes", "D C B A"),
                // a close that fails stops none of the others
                entry("interrupted in the block, close of C throws IOException: closes", "D C B A"),
                // what came first is primary, and the rest hangs on it
                entry(
                        "interrupted in the block, close of C throws IOException: thrown",
                        "InterruptedException"),
                entry(
                        "interrupted in the block, close of C throws IOException: suppressed",
                        "IOException"),
                // whoever throws the exception has cleared the status
                entry("interrupted in the block: status", "false"),
                // C was never there
                entry("interrupted while C is opened: closes", "B A"),
                // here the interrupt came second: it is suppressed, and the status is clear
                entry(
                        "the block throws IOException, close of C is interrupted: thrown",
                        "IOException"),
                entry("the block throws IOException, close of C is interrupted: status", "false"),
                // a close that may wait looks at the status that the block has left
                entry(
                        "the block is done with the status set, close of C sleeps: thrown",
                        "InterruptedException"),
                // a return in finally is the end of every exception
                entry("interrupted, and finally returns: thrown", "nothing"),
                entry("interrupted, and finally returns: status", "false"),
                // resources first: catch and finally find them closed
                entry("interrupted, with catch and finally: order", "close catch finally"));
    }
}
