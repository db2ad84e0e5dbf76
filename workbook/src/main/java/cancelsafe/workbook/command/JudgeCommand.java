package cancelsafe.workbook.command;

import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "judge",
        description = "Judges any file as an answer to a kata; your exercises stay as they are.")
final class JudgeCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            index = "0",
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            description = "Name or number of the kata.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "A Java source file with any name.")
    private Path file = Path.of("");

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(names = "--full", description = "Shows every failing test in full.")
    private boolean full;

    @Mixin private WorkerUserOption workerUser = new WorkerUserOption();

    @Spec private @Nullable CommandSpec spec;

    JudgeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, Lacking {
        CommandSpec called = Objects.requireNonNull(spec);
        Answer answer = new Answer(desk.kata(desk.book(), id, called), file);
        if (!Files.exists(file)) {
            throw new ParameterException(
                    called.commandLine(), "There is no file " + file + " to judge.");
        }
        try (Judge judge = workerUser.judge(desk)) {
            Verdict verdict;
            if (json) {
                verdict = judge.judge(answer);
                desk.printJson(verdict);
            } else {
                verdict = judge.judgePlainly(answer);
                new Printed(desk, full).printThenCompare(answer, verdict, judge);
            }
            return verdict.passed() ? Exit.RIGHT : Exit.FAILED;
        }
    }
}
