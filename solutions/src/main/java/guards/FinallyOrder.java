package guards;

import static java.util.Map.entry;

import java.util.Map;

/** What is closed and thrown, as measured on JDK 25. */
public class FinallyOrder {

    public Map<String, String> table() {
        return Map.ofEntries(
                // closed in reverse sequence of opening
                entry("interrupted in the block: closes", "D C B A"),
                // a failing close does not stop the others
                entry("interrupted in the block, close of C throws IOException: closes", "D C B A"),
                // the first exception is primary; later ones are suppressed
                entry(
                        "interrupted in the block, close of C throws IOException: thrown",
                        "InterruptedException"),
                entry(
                        "interrupted in the block, close of C throws IOException: suppressed",
                        "IOException"),
                // sleep clears the status when it throws
                entry("interrupted in the block: status", "false"),
                // C was never opened
                entry("interrupted while C is opened: closes", "B A"),
                // the interrupt came second: suppressed, and the status is clear
                entry(
                        "the block throws IOException, close of C is interrupted: thrown",
                        "IOException"),
                entry("the block throws IOException, close of C is interrupted: status", "false"),
                // a close that blocks checks the status that the block has left set
                entry(
                        "the block is done with the status set, close of C sleeps: thrown",
                        "InterruptedException"),
                // a return in finally discards every exception
                entry("interrupted, and finally returns: thrown", "nothing"),
                entry("interrupted, and finally returns: status", "false"),
                // resources are closed before catch and finally
                entry("interrupted, with catch and finally: order", "close catch finally"));
    }
}
