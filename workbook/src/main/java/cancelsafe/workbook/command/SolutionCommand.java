package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.Wrap;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "solution",
        description = "Shows the reference and the other right answers, each with its trade-off.")
final class SolutionCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..1",
            description = "Name or number of the kata.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--show",
            description = "Shows the solution even if you have not solved the kata.")
    private boolean show;

    @Spec private @Nullable CommandSpec spec;

    SolutionCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Book book = desk.book();
        Kata kata = desk.katas(book, ids, Objects.requireNonNull(spec)).getFirst();
        if (!show && !desk.progress(book).of(kata).wasSolved()) {
            desk.print(
                    " %s is not solved yet. There are three hints: kata hint %s"
                            .formatted(kata.id(), kata.id()));
            desk.print(" To see the solution all the same: kata solution " + kata.id() + " --show");
            return Exit.FAILED;
        }
        print("The reference", kata.solved(), kata.solution());
        for (Map.Entry<String, String> right : kata.right().entrySet()) {
            print(right.getKey(), right.getValue(), kata.rightAnswer(right.getKey()));
        }
        return Exit.RIGHT;
    }

    private void print(String name, String sentence, Path file) {
        desk.print(Ink.STRONG.of(" " + name));
        Wrap.of(sentence, desk.width(), " ").forEach(row -> desk.print(Ink.DIM.of(row)));
        desk.print("");
        SourceLines.of(file).forEach(line -> desk.print("    " + line));
        desk.print("");
    }
}
