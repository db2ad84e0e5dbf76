package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

@Command(
        name = "dispute",
        description = {
            "For a verdict that you think is wrong: packs your answer and the verdict into a file,"
                    + " to be attached to an issue."
        })
final class DisputeCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            description = "Name or number of the kata.")
    private String id = "";

    @Spec private @Nullable CommandSpec spec;

    DisputeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Book book = desk.book();
        Kata kata = desk.kata(book, id, Objects.requireNonNull(spec));
        Verdict verdict;
        try (Judge judge = desk.judge()) {
            verdict = judge.judge(Answer.ofReader(kata));
        }
        Path folder = Files.createDirectories(desk.progress(book).folder());
        Path file = folder.resolve("dispute-" + kata.id() + ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, kata.id() + ".java", Files.readString(kata.exercise()));
            put(zip, "verdict.json", desk.json(verdict));
            put(
                    zip,
                    "versions.txt",
                    "kata %s %s%nJDK %s%nsystem %s %s%n"
                            .formatted(
                                    kata.number(),
                                    kata.id(),
                                    Runtime.version(),
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch")));
        }
        desk.print(
                " The verdict is: %s. Your answer, the verdict and its stories are in %s"
                        .formatted(verdict.message(), desk.progress(book).describe(file)));
        desk.print(" Attach this file to an issue, and say why you think that you are right.");
        return Exit.RIGHT;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
