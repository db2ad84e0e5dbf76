package cancelsafe.workbook.command;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.mutate.Mutant;
import cancelsafe.workbook.mutate.MutatedKata;
import cancelsafe.workbook.mutate.MutationScore;
import cancelsafe.workbook.screen.Ink;

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
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

@Command(
        name = "mutate",
        description = {
            "For authors: makes one mistake at a time in the right answers of a kata, and shows the"
                    + " mistakes that its tests do not notice.",
            "Exit code 1 if the tests of a kata notice fewer than 97%% of the mistakes, or if an"
                    + " entry in solutions/equivalents accepts a mutant that is killed or is not"
                    + " made any more."
        })
final class MutateCommand implements Callable<Integer> {
    private final Desk desk;

    @Parameters(
            paramLabel = "ID",
            completionCandidates = KataNames.class,
            arity = "0..*",
            description = "The katas; all katas if you name none.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    MutateCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Book book = desk.book();
        List<Kata> katas =
                ids.isEmpty() ? book.katas() : desk.katas(book, ids, Objects.requireNonNull(spec));
        List<Path> classPath = desk.installation().compileClassPath();
        List<MutationScore> scores = new ArrayList<>();
        try (Bench bench = Bench.at(desk)) {
            for (Kata kata : katas) {
                MutationScore score = MutatedKata.judge(kata, bench.judges(), classPath);
                scores.add(score);
                if (!json) {
                    print(kata, score);
                }
            }
        }
        if (json) {
            desk.printJson(scores);
        }
        return scores.stream().allMatch(MutationScore::ok) ? Exit.RIGHT : Exit.FAILED;
    }

    /** As many judges as there are processors. */
    private record Bench(List<Judge> judges) implements AutoCloseable {
        static Bench at(Desk desk) throws IOException {
            Bench bench = new Bench(new ArrayList<>());
            try {
                for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                    bench.judges.add(desk.judge());
                }
                return bench;
            } catch (IOException e) {
                bench.close();
                throw e;
            }
        }

        @Override
        public void close() {
            judges.forEach(Judge::close);
        }
    }

    private void print(Kata kata, MutationScore score) {
        Ink ink = score.ok() ? Ink.KEPT : Ink.CANCEL;
        desk.print(
                Ink.line(
                        ink.of(score.ok() ? " v " : " x "),
                        Ink.PLAIN.of(
                                String.format(
                                        Locale.ROOT,
                                        "%s %s: %.1f %%; %d made, %d judged, %d killed, %d"
                                                + " survived, %d equivalent, %d s",
                                        kata.number(),
                                        score.kata(),
                                        score.score(),
                                        score.made(),
                                        score.judged(),
                                        score.killed(),
                                        score.survivors().size(),
                                        score.equivalent(),
                                        Math.round(score.millis() / 1000.0)))));
        score.complaints().forEach(complaint -> desk.print("     " + complaint));
        score.survivors().forEach(mutant -> print(kata, mutant));
    }

    private void print(Kata kata, Mutant mutant) {
        Path file = kata.root().relativize(kata.answer(mutant.answer()));
        desk.print("     %s:%d %s".formatted(file, mutant.change().line(), mutant.operator()));
        mutant.change().before().lines().forEach(line -> desk.print("       - " + line));
        mutant.change().after().lines().forEach(line -> desk.print("       + " + line));
    }
}
