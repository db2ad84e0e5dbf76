package cancelsafe.workbook.command;

import cancelsafe.book.Kata;
import cancelsafe.lab.story.Story;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.TestVerdict;
import cancelsafe.workbook.judge.Verdict;
import cancelsafe.workbook.screen.Ink;
import cancelsafe.workbook.screen.SourceLines;
import cancelsafe.workbook.screen.StoryText;

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
import java.util.stream.Collectors;

@Command(
        name = "story",
        description =
                "Shows what each cancellation or interleaving of your answer left behind, test by"
                        + " test.")
final class StoryCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..1",
            description = "Name or number of the kata.")
    private List<String> ids = new ArrayList<>();

    @Option(
            names = "--point",
            paramLabel = "N[,M]",
            split = ",",
            description = "Only runs that are cancelled at this point, or at these two points.")
    private List<Integer> points = new ArrayList<>();

    @Spec private @Nullable CommandSpec spec;

    StoryCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Kata kata = desk.katas(desk.book(), ids, Objects.requireNonNull(spec)).getFirst();
        Answer answer = Answer.ofReader(kata);
        try (Judge judge = desk.judge()) {
            Verdict verdict = judge.judgePlainly(answer);
            if (verdict.tests().isEmpty()) {
                new Printed(desk).print(answer, verdict);
                return Exit.FAILED;
            }
            boolean told = false;
            boolean isRecorded = false;
            for (TestVerdict test : verdict.tests()) {
                Story story = test.story();
                if (story != null) {
                    isRecorded = true;
                    told |= tell(test.name(), story, SourceLines.of(answer.file()));
                }
            }
            if (!told) {
                desk.print(" No test of " + kata.id() + " has " + missing(isRecorded) + ".");
            }
            return told ? Exit.RIGHT : Exit.FAILED;
        }
    }

    private String missing(boolean isRecorded) {
        String at = points.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        return isRecorded && !points.isEmpty()
                ? "a run that is cancelled at point %s; without --point all runs are shown"
                        .formatted(at)
                : "a recorded run to show";
    }

    private boolean tell(String test, Story story, List<String> source) {
        StoryText text = new StoryText(story, source, desk.width());
        boolean told = false;
        for (Story.Run run : story.runs()) {
            List<Integer> at = run.cancel().stream().map(Story.Cancel::n).toList();
            boolean isPlain = at.isEmpty() && run.kept() && story.runs().size() > 1;
            if (points.isEmpty() ? isPlain : !at.equals(points)) {
                continue;
            }
            Ink ink = run.kept() ? Ink.KEPT : Ink.CANCEL;
            desk.print(
                    Ink.line(
                            ink.of(run.kept() ? " v " : " x "),
                            Ink.STRONG.of(test),
                            Ink.DIM.of("  " + text.moment(run))));
            desk.print("");
            text.rows(run).forEach(desk::print);
            text.more(run).forEach(desk::print);
            desk.print("");
            told = true;
        }
        return told;
    }
}
