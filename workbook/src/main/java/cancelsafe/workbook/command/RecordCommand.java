package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.check.Judged;
import cancelsafe.workbook.check.Stories;
import cancelsafe.workbook.judge.Judge;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "record",
        description = "For authors: records the stories of starting classes and answers again.")
final class RecordCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..*",
            description = "The katas; all katas if you name none.")
    private List<String> ids = new ArrayList<>();

    @Spec private @Nullable CommandSpec spec;

    RecordCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Book book = desk.book();
        List<Kata> katas =
                ids.isEmpty() ? book.katas() : desk.katas(book, ids, Objects.requireNonNull(spec));
        for (Kata kata : katas) {
            try (Judge judge = desk.judge()) {
                List<Path> written = new Stories(new Judged(kata, judge)).record();
                desk.print(" %s: %d stories".formatted(kata.id(), written.size()));
            }
        }
        return Exit.RIGHT;
    }
}
