package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.workbook.screen.Wrap;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "hint",
        description =
                "Shows a hint: the first says where to look, the second names the idea, the third"
                        + " names the call.")
final class HintCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..1",
            description = "Name or number of the kata.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--step",
            paramLabel = "N",
            defaultValue = "1",
            description = "Shows the hints up to this number: 1, 2 or 3.")
    private int step;

    @Spec private @Nullable CommandSpec spec;

    HintCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        Kata kata = desk.katas(desk.book(), ids, Objects.requireNonNull(spec)).getFirst();
        int upTo = Math.clamp(step, 1, kata.hints().size());
        for (int n = 1; n <= upTo; n++) {
            String text = "%d of %d: %s".formatted(n, kata.hints().size(), kata.hints().get(n - 1));
            Wrap.of(text, desk.width(), " ").forEach(desk::print);
        }
        if (upTo < kata.hints().size()) {
            desk.print("");
            desk.print(" The next step: kata hint " + kata.id() + " --step " + (upTo + 1));
        }
        return Exit.RIGHT;
    }
}
