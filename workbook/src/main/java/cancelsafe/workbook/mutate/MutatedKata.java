package cancelsafe.workbook.mutate;

import cancelsafe.book.Kata;
import cancelsafe.workbook.judge.Answer;
import cancelsafe.workbook.judge.Judge;
import cancelsafe.workbook.judge.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the mutants of a kata's right answers, and has them judged by its tests. */
public final class MutatedKata {
    /** What the tests may take on a mutant: some times what they take on a right answer. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Kata kata;
    private final Judge judge;
    private final List<Path> classPath;
    private final Path file;

    private final List<Mutant> made = new ArrayList<>();
    private final List<Mutant> passed = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int killed;

    private MutatedKata(Kata kata, Judge judge, List<Path> classPath, Path file) {
        this.kata = kata;
        this.judge = judge;
        this.classPath = classPath;
        this.file = file;
    }

    /**
     * Judges all mutants of a kata's reference and of its other right answers.
     *
     * @param judge stays the caller's to close
     * @param classPath what answers are compiled against
     */
    public static MutationScore judge(Kata kata, Judge judge, List<Path> classPath)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mutants");
        Path file = folder.resolve(kata.id() + ".java");
        try {
            return new MutatedKata(kata, judge, classPath, file).score();
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private MutationScore score() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Equivalents equivalents = Equivalents.of(kata);
        judgeMutants(Kata.REFERENCE);
        for (String name : kata.right().keySet()) {
            judgeMutants(name);
        }
        complaints.addAll(equivalents.complaints(made, passed));
        List<Mutant> survivors = passed.stream().filter(m -> !equivalents.accept(m)).toList();
        return new MutationScore(
                kata.id(),
                made.size(),
                killed + passed.size(),
                killed,
                passed.size() - survivors.size(),
                survivors,
                Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                complaints);
    }

    private void judgeMutants(String name) throws IOException, InterruptedException {
        Verdict right = judge.judgeToFirstFailure(new Answer(kata, kata.answer(name)), LIMIT);
        if (!right.passed()) {
            complaints.add(
                    "the right answer %s does not pass the tests: %s"
                            .formatted(name, right.message()));
            return;
        }
        String text = Files.readString(kata.answer(name));
        for (Mutant mutant : Mutant.of(name, kata.id(), text, classPath)) {
            made.add(mutant);
            Files.writeString(file, mutant.text());
            Verdict verdict = judge.judgeToFirstFailure(new Answer(kata, file), LIMIT);
            switch (verdict.kind()) {
                case PASSED -> passed.add(mutant);
                case DOES_NOT_COMPILE -> {}
                case FAILED, NOT_EXHAUSTIVE, TIMED_OUT, REFUSED -> killed++;
            }
        }
    }
}
