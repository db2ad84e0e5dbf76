package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/** How long a reader waits in watch mode: from a save until the verdict is noted. */
public final class SaveToVerdict {
    private static final int SAVES = 30;
    private static final String KATA = "flagtokens/CountingWorker.java";

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
        new ProcessBuilder(
                        "tmux", "-f", "/dev/null", "-S", book + "/tmux", "new-session", "-d", "-x",
                        "80", "-y", "24", command)
                .inheritIO()
                .start()
                .waitFor();
        await(progress, "CountingWorker failing");
        System.out.printf("./kata to first verdict: %.0f ms%n", (System.nanoTime() - begun) / 1e6);
        Thread.sleep(10_000); // the pages are built in the background, once

        double[] millis = new double[SAVES];
        for (int i = 0; i < SAVES; i++) {
            boolean solve = i % 2 == 0;
            long saved = System.nanoTime();
            Files.copy(solve ? right : wrong, answer, StandardCopyOption.REPLACE_EXISTING);
            await(progress, solve ? "CountingWorker solved" : "CountingWorker failing");
            millis[i] = (System.nanoTime() - saved) / 1e6;
            Thread.sleep(300);
        }
        Arrays.sort(millis);
        System.out.printf(
                "save to verdict, %d saves: median %.0f ms, p95 %.0f ms%n",
                SAVES, millis[SAVES / 2], millis[(int) (SAVES * 0.95)]);
    }

    private static void await(Path file, String text) throws IOException, InterruptedException {
        while (!Files.exists(file) || !Files.readString(file).contains(text)) {
            Thread.sleep(1);
        }
    }
}
