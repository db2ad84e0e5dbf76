package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.reader.Progress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "reset",
        description = "Restores the starting class, and keeps a copy of your answer.")
final class ResetCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            description = "Name or number of the kata.")
    private String id = "";

    @Spec private @Nullable CommandSpec spec;

    ResetCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Book book = desk.book();
        Kata kata = desk.kata(book, id, Objects.requireNonNull(spec));
        Progress progress = desk.progress(book);
        Optional<Path> kept = progress.reset(kata);
        desk.print(
                " %s has its starting class again. %s"
                        .formatted(
                                kata.id(),
                                kept.map(k -> "Your text is kept in " + progress.describe(k))
                                        .orElse("There was nothing to keep.")));
        return Exit.RIGHT;
    }
}
