package cancelsafe.workbook.program;

import cancelsafe.workbook.process.Processes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with all that it has started. Where the system has the command {@code setsid}, also
 * those whose parent has ended belong to it, unless they have left the group themselves.
 */
record ProcessGroup(Process first) {
    private static final @Nullable Path SETSID = Processes.onPath("setsid");

    /** The command that runs a command in a new group. */
    static List<String> leading(List<String> command) {
        return SETSID == null
                ? command
                : Stream.concat(Stream.of(SETSID.toString()), command.stream()).toList();
    }

    /** Kills them. Does not wait until they have ended. */
    void kill() {
        Processes.kill(first); // first, while its children can be found
        if (SETSID != null) {
            try {
                new ProcessBuilder("kill", "-KILL", "--", "-" + first.pid())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            } catch (IOException _) {
                // there is no such command: then it is those with a parent alone
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
