package cancelsafe.workbook.watch;

import cancelsafe.workbook.Eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A real terminal of 80 columns and 24 rows, without anybody before it. */
final class Tmux implements AutoCloseable {
    private final Path socket;

    private Tmux(Path socket) {
        this.socket = socket;
    }

    /** Runs a command in a new terminal. */
    static Tmux run(Path socket, String command) throws IOException, InterruptedException {
        Tmux tmux = new Tmux(socket);
        tmux.call("new-session", "-d", "-x", "80", "-y", "24", command);
        tmux.call("set-option", "-g", "remain-on-exit", "on");
        return tmux;
    }

    private String call(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S", "" + socket));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("tmux: " + printed);
        }
        return printed;
    }

    /** Presses keys. */
    void press(String keys) throws IOException, InterruptedException {
        call("send-keys", "-l", keys);
    }

    /** Gives the terminal another size. */
    void resize(int columns, int rows) throws IOException, InterruptedException {
        call("resize-window", "-x", "" + columns, "-y", "" + rows);
    }

    /** What stands on the screen. */
    String screen() throws IOException, InterruptedException {
        return call("capture-pane", "-p");
    }

    /** What stands on the screen, with the sequences of its colours. */
    String colours() throws IOException, InterruptedException {
        return call("capture-pane", "-p", "-e");
    }

    /** The screen, as soon as it is as it should be. */
    String when(Predicate<String> wanted) throws Exception {
        return Eventually.is(
                this::screen, wanted, screen -> "the screen never became as it should:\n" + screen);
    }

    /** Whether the terminal is in the usual screen, with its cursor. */
    boolean isUsual() throws IOException, InterruptedException {
        return call("display-message", "-p", "#{alternate_on} #{cursor_flag}")
                .strip()
                .equals("0 1");
    }

    /** The screen, as soon as it shows this text and no run is under way. */
    String whenItShows(String text) throws Exception {
        return when(s -> s.contains(text) && !s.contains("judging"));
    }

    @Override
    public void close() throws IOException {
        try {
            call("kill-server");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
