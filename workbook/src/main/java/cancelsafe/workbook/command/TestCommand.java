package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.reader.Progress;
import cancelsafe.workbook.screen.Sentence;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

@Command(
        name = "test",
        description = "Judges your answers; without an ID, your answer to the current kata.")
final class TestCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..*",
            description = "Name or number of a kata.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--all", description = "All katas of the book.")
    private boolean all;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = "--junit-xml",
            paramLabel = "FILE",
            description = "Also writes the verdicts to this file, as JUnit XML.")
    private @Nullable Path junitXml;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description =
                    "Appends the verdicts to this file, as a Markdown table to be shown in a"
                            + " course.")
    private @Nullable Path summary;

    @Option(names = "--full", description = "Shows every failing test in full.")
    private boolean full;

    @Mixin private WorkerUserOption workerUser = new WorkerUserOption();

    @Spec private @Nullable CommandSpec spec;

    TestCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, Lacking {
        CommandSpec called = java.util.Objects.requireNonNull(spec);
        if (all && !ids.isEmpty()) {
            throw new ParameterException(
                    called.commandLine(), "Give IDs or --all, not both: --all judges every kata.");
        }
        Book book = desk.book();
        List<Kata> katas = all ? book.katas() : desk.katas(book, ids, called);
        Progress progress = desk.progress(book);
        List<Verdict> verdicts = new ArrayList<>();
        try (Judge judge = workerUser.judge(desk)) {
            for (Kata kata : katas) {
                Answer answer = Answer.ofReader(kata);
                Verdict verdict = judge.judgeAnyway(answer);
                note(progress, kata, verdict);
                verdicts.add(told(answer, verdict, judge));
            }
        } finally {
            write(katas, verdicts);
        }
        if (json) {
            desk.printJson(verdicts);
        } else if (verdicts.size() > 1) {
            desk.print(
                    " %d of %d passed"
                            .formatted(
                                    verdicts.stream().filter(Verdict::passed).count(),
                                    verdicts.size()));
        }
        return verdicts.stream().allMatch(Verdict::passed) ? Exit.RIGHT : Exit.FAILED;
    }

    /** What follows a verdict may fail, too, and does not end the batch either. */
    private Verdict told(Answer answer, Verdict verdict, Judge judge) throws InterruptedException {
        try {
            return json
                    ? judge.compared(answer.kata(), verdict)
                    : new Printed(desk, full).printThenCompare(answer, verdict, judge);
        } catch (IOException | RuntimeException e) {
            System.err.println("%s: %s".formatted(answer.kata().id(), Sentence.of(e)));
            return verdict;
        }
    }

    /** The files that were asked for, with all verdicts that there are. */
    private void write(List<Kata> katas, List<Verdict> verdicts) throws IOException {
        if (junitXml != null) {
            JUnitXml.write(verdicts, junitXml);
        }
        if (summary != null) {
            Summary.append(katas, verdicts, summary);
        }
    }

    private void note(Progress progress, Kata kata, Verdict verdict) {
        try {
            progress.note(kata, verdict);
        } catch (IOException e) {
            System.err.println("Your progress cannot be saved. " + Sentence.of(e));
        }
    }
}
