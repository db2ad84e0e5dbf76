package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** How long a reader waits in watch mode: from a save until the verdict is on the screen. */
public final class SaveToVerdict {
    private static final int SAVES = 30;
    private static final String KATA = "flagtokens/CountingWorker.java";

    /** The first line of the screen ends with the time that the verdict took. */
    private static final Pattern JUDGED = Pattern.compile("\\A.* [0-9]+ ms\\s*$", Pattern.MULTILINE);

    private SaveToVerdict() {}

    /** Drives the watch of {@code args[0]} over the copy of the book in {@code args[1]}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path clone = Path.of(args[0]);
        Path book = Path.of(args[1]);
        Path progress = book.resolve(".kata/progress.txt");
        Path answer = book.resolve("exercises/src/main/java").resolve(KATA);
        Path wrong = book.resolve("exercises/start").resolve(KATA);
        Path right = book.resolve("solutions/src/main/java").resolve(KATA);
        Files.copy(wrong, answer, StandardCopyOption.REPLACE_EXISTING);
        Files.createDirectories(progress.getParent());
        Files.writeString(progress, "current CountingWorker\n");

        long begun = System.nanoTime();
        String command = "CANCELSAFE_BOOK='%s' '%s'".formatted(book, clone.resolve("kata"));
        Terminal terminal = new Terminal(book.resolve("tmux"), command);
        terminal.await("failed");
        System.out.printf("./kata to first verdict: %.0f ms%n", (System.nanoTime() - begun) / 1e6);
        Thread.sleep(10_000); // the pages are built in the background, once

        double[] millis = new double[SAVES];
        for (int i = 0; i < SAVES; i++) {
            boolean solve = i % 2 == 0;
            long saved = System.nanoTime();
            Files.copy(solve ? right : wrong, answer, StandardCopyOption.REPLACE_EXISTING);
            terminal.await(solve ? "n next: 1.4" : "failed");
            millis[i] = (System.nanoTime() - saved) / 1e6;
            Thread.sleep(300);
        }
        Arrays.sort(millis);
        System.out.printf(
                "save to verdict, %d saves: median %.0f ms, p95 %.0f ms%n",
                SAVES, millis[SAVES / 2], millis[(int) (SAVES * 0.95)]);
    }

    /** A terminal that the watch runs in. */
    private record Terminal(Path socket, String program) {
        Terminal {
            tmux(socket, "new-session", "-d", "-x", "80", "-y", "24", program);
        }

        /** Waits until a verdict is shown, and with it the text; a look takes a few milliseconds. */
        void await(String text) {
            String screen;
            do {
                screen = tmux(socket, "capture-pane", "-p");
            } while (!JUDGED.matcher(screen).find() || !screen.contains(text));
        }

        private static String tmux(Path socket, String... arguments) {
            List<String> command = new ArrayList<>(List.of("tmux", "-f", "/dev/null", "-S"));
            command.add(socket.toString());
            command.addAll(List.of(arguments));
            try {
                Process tmux = new ProcessBuilder(command).redirectErrorStream(true).start();
                return new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
