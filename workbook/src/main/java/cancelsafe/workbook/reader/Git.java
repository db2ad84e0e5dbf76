package cancelsafe.workbook.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The program git, in one clone. */
record Git(Path root) {
    /** Git has not done what it was asked for; the message is what it says. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message);
        }
    }

    /**
     * Runs it.
     *
     * @return what it prints, without the last line end
     * @throws Failed if it fails, with what it prints
     * @throws IOException if there is no such program
     */
    String run(String... arguments) throws IOException, InterruptedException, Failed {
        List<String> command = new ArrayList<>(List.of("git", "-c", "core.quotePath=false"));
        command.addAll(List.of(arguments));
        Process git =
                new ProcessBuilder(command)
                        .directory(root.toFile())
                        .redirectErrorStream(true)
                        .start();
        git.getOutputStream().close();
        String printed = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (git.waitFor() != 0) {
                throw new Failed(printed.strip());
            }
        } catch (InterruptedException e) {
            git.destroy();
            throw e;
        }
        return printed.stripTrailing();
    }

    /** What it prints; empty if it fails. */
    Optional<String> ask(String... arguments) throws IOException, InterruptedException {
        try {
            return Optional.of(run(arguments));
        } catch (Failed e) {
            return Optional.empty();
        }
    }

    /** The lines that it prints. */
    List<String> lines(String... arguments) throws IOException, InterruptedException, Failed {
        return run(arguments).lines().filter(line -> !line.isBlank()).toList();
    }
}
