package cancelsafe.workbook.watch;

import cancelsafe.workbook.process.Processes;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reader's editor: the one that VISUAL or EDITOR names, else VS Code or IntelliJ. */
public final class Editor {
    private Editor() {}

    /**
     * Opens a file, and waits where the editor lives in this terminal.
     *
     * @param line where to, from 1
     * @return what to tell the reader; empty if it is open
     */
    public static String open(Path file, int line) throws InterruptedException {
        List<String> command = command(file, line);
        if (command.isEmpty()) {
            return "No editor was found: set VISUAL or EDITOR, or open %s yourself."
                    .formatted(file);
        }
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            return code == 0
                    ? ""
                    : "%s ended with exit code %d.".formatted(command.getFirst(), code);
        } catch (IOException e) {
            return "%s cannot be started: %s".formatted(command.getFirst(), e.getMessage());
        }
    }

    /** The program that would be started; null if there is none. */
    public static @Nullable String program() {
        String named = named();
        return named != null
                ? named
                : Stream.of("code", "idea")
                        .filter(p -> Processes.onPath(p) != null)
                        .findFirst()
                        .orElse(null);
    }

    private static @Nullable String named() {
        return Stream.of("VISUAL", "EDITOR")
                .map(System::getenv)
                .filter(v -> v != null && !v.isBlank())
                .findFirst()
                .orElse(null);
    }

    private static List<String> command(Path file, int line) {
        String program = program();
        if (program == null) {
            return List.of();
        }
        List<String> command = new ArrayList<>(List.of(program.strip().split("\\s+", -1)));
        String name = String.valueOf(Path.of(command.getFirst()).getFileName());
        if (name.matches("code|codium|code-insiders|cursor")) {
            command.addAll(List.of("-g", file + ":" + line));
        } else if (name.matches("idea(64)?(\\.sh|\\.exe)?")) {
            command.addAll(List.of("--line", Integer.toString(line), file.toString()));
        } else if (name.matches("n?vim?|nano|emacs|emacsclient|kak|micro|joe|mg")) {
            command.addAll(List.of("+" + line, file.toString()));
        } else if (name.matches("hx|helix|subl|zed")) {
            command.add(file + ":" + line);
        } else {
            command.add(file.toString());
        }
        return command;
    }
}
