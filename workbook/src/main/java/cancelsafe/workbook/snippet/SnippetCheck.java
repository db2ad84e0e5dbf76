package cancelsafe.workbook.snippet;

import cancelsafe.book.Snippet;
import cancelsafe.workbook.process.Processes;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What an author is told of a snippet.
 *
 * @param name of the snippet
 * @param ok whether it prints what is recorded, as far as it was compared
 * @param compared whether it ran; false if it needs an environment variable that is not set
 * @param complaint what it does instead, or why it was not compared; else empty
 */
public record SnippetCheck(
        @JsonProperty("snippet") String name, boolean ok, boolean compared, String complaint) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Runs a snippet and compares. */
    public static SnippetCheck of(Snippet snippet, JBang jbang)
            throws IOException, InterruptedException {
        if (!snippet.isRecorded()) {
            return complaint(snippet, "it has no " + snippet.output().getFileName());
        }
        Optional<String> missing = snippet.needs().filter(v -> System.getenv(v) == null);
        if (missing.isPresent()) {
            String why = "it was not compared, because %s is not set".formatted(missing.get());
            return new SnippetCheck(snippet.name(), true, false, why);
        }
        try {
            String printed = printedBy(snippet, jbang);
            return new Recording(Files.readString(snippet.output()))
                    .differenceTo(printed)
                    .map(difference -> complaint(snippet, difference))
                    .orElseGet(() -> new SnippetCheck(snippet.name(), true, true, ""));
        } catch (Endless e) {
            return complaint(snippet, "it runs longer than " + LIMIT.toMinutes() + " minutes");
        }
    }

    private static SnippetCheck complaint(Snippet snippet, String text) {
        return new SnippetCheck(snippet.name(), false, true, text);
    }

    /** What it prints, errors included. */
    private static String printedBy(Snippet snippet, JBang jbang)
            throws IOException, InterruptedException, Endless {
        List<String> command = jbang.commandFor(snippet.source(), List.of());
        Path output = Files.createTempFile(snippet.name(), ".out");
        try {
            Process process =
                    Processes.builder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            try {
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new Endless();
                }
            } finally {
                Processes.kill(process);
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
        }
    }

    /** It did not end. */
    private static final class Endless extends Exception {
        private static final long serialVersionUID = 1;
    }
}
