package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.watch.Editor;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

@Command(
        name = "open",
        description = {
            "Opens your answer in your editor, at its first TODO. The editor is VISUAL, EDITOR,"
                    + " VS Code or IntelliJ: the first of these that is set or installed."
        })
final class OpenCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..1",
            description = "Name or number of the kata.")
    private List<String> ids = new ArrayList<>();

    @Spec private @Nullable CommandSpec spec;

    OpenCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Kata kata = desk.katas(desk.book(), ids, Objects.requireNonNull(spec)).getFirst();
        List<String> source = SourceLines.of(kata.exercise());
        int line =
                IntStream.range(0, source.size())
                        .filter(n -> source.get(n).contains("TODO"))
                        .map(n -> n + 1)
                        .findFirst()
                        .orElse(1);
        String complaint = Editor.open(kata.exercise(), line);
        if (complaint.isEmpty()) {
            return Exit.RIGHT;
        }
        desk.print(" " + complaint);
        return Exit.MACHINE_LACKS;
    }
}
