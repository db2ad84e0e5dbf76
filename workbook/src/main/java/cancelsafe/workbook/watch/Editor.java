package cancelsafe.workbook.watch;

import cancelsafe.workbook.snippet.JBang;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reader's editor: the one that VISUAL or EDITOR names, else VS Code or IntelliJ. */
final class Editor {
    private Editor() {}

    /**
     * Opens a file, and waits where the editor lives in this terminal.
     *
     * @param line where to, from 1
     * @return what to tell the reader; empty if it is open
     */
    static String open(Path file, int line) throws InterruptedException {
        List<String> command = command(file, line);
        if (command.isEmpty()) {
            return "No editor is named: set VISUAL or EDITOR, or open the file by hand.";
        }
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            return code == 0 ? "" : "%s ended with %d.".formatted(command.getFirst(), code);
        } catch (IOException e) {
            return "%s cannot be started: %s".formatted(command.getFirst(), e.getMessage());
        }
    }

    private static List<String> command(Path file, int line) {
        @Nullable String named =
                Stream.of("VISUAL", "EDITOR")
                        .map(System::getenv)
                        .filter(v -> v != null && !v.isBlank())
                        .findFirst()
                        .orElse(null);
        if (named != null) {
            List<String> command = new ArrayList<>(List.of(named.strip().split("\\s+", -1)));
            String program = String.valueOf(Path.of(command.getFirst()).getFileName());
            if (program.matches("code|codium")) {
                command.addAll(List.of("-g", file + ":" + line));
            } else if (program.matches("n?vim?|nano|emacs|kak|micro|joe|mg")) {
                command.addAll(List.of("+" + line, file.toString()));
            } else {
                command.add(file.toString());
            }
            return command;
        }
        if (JBang.onPath("code") != null) {
            return List.of("code", "-g", file + ":" + line);
        }
        return JBang.onPath("idea") != null
                ? List.of("idea", "--line", Integer.toString(line), file.toString())
                : List.of();
    }
}
