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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes the mutants of a kata's right answers, and has them judged by its tests. */
public final class MutatedKata {
    /** What the tests may take on a mutant: some times what they take on a right answer. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Kata kata;
    private final List<Seat> seats;
    private final List<Path> classPath;

    private final List<Mutant> made = new ArrayList<>();
    private final List<Mutant> passed = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int killed;

    /** A judge, and the file from which it takes one mutant after the other. */
    private record Seat(Judge judge, Path file) {
        static Seat of(Judge judge, Kata kata) throws IOException {
            return new Seat(
                    judge, Files.createTempDirectory("mutants").resolve(kata.id() + ".java"));
        }

        void leave() throws IOException {
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
        }
    }

    private MutatedKata(Kata kata, List<Seat> seats, List<Path> classPath) {
        this.kata = kata;
        this.seats = seats;
        this.classPath = classPath;
    }

    /**
     * Judges all mutants of a kata's reference and of its other right answers.
     *
     * @param judges work side by side, at least one; they stay the caller's to close
     * @param classPath what answers are compiled against
     * @throws InterruptedException if the caller is interrupted; then no judge is at work any more
     */
    public static MutationScore judge(Kata kata, List<Judge> judges, List<Path> classPath)
            throws IOException, InterruptedException {
        List<Seat> seats = new ArrayList<>();
        try {
            for (Judge judge : judges) {
                seats.add(Seat.of(judge, kata));
            }
            return new MutatedKata(kata, seats, classPath).score();
        } finally {
            for (Seat seat : seats) {
                seat.leave();
            }
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
        Answer answer = new Answer(kata, kata.answer(name));
        Verdict right = seats.getFirst().judge().judgeToFirstFailure(answer, LIMIT);
        if (!right.passed()) {
            complaints.add(
                    "the right answer %s does not pass the tests: %s"
                            .formatted(name, right.message()));
            return;
        }
        String text = Files.readString(answer.file());
        List<Mutant> mutants = Mutant.of(name, kata.id(), text, classPath);
        made.addAll(mutants);
        List<Verdict> verdicts = verdicts(mutants);
        for (int i = 0; i < mutants.size(); i++) {
            switch (verdicts.get(i).kind()) {
                case PASSED -> passed.add(mutants.get(i));
                case DOES_NOT_COMPILE -> {}
                case FAILED, NOT_EXHAUSTIVE, TIMED_OUT, REFUSED -> killed++;
            }
        }
    }

    /** One for each mutant, in their sequence; a judge that is free takes the next mutant. */
    private List<Verdict> verdicts(List<Mutant> mutants) throws IOException, InterruptedException {
        BlockingQueue<Seat> free = new ArrayBlockingQueue<>(seats.size(), false, seats);
        List<Callable<Verdict>> tasks =
                mutants.stream().<Callable<Verdict>>map(m -> () -> verdict(m, free)).toList();
        List<Verdict> verdicts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(seats.size())) {
            for (Future<Verdict> each : threads.invokeAll(tasks)) {
                verdicts.add(each.get());
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IllegalStateException(e);
        }
        return verdicts;
    }

    private Verdict verdict(Mutant mutant, BlockingQueue<Seat> free)
            throws IOException, InterruptedException {
        Seat seat = free.take();
        try {
            Files.writeString(seat.file(), mutant.text());
            return seat.judge().judgeToFirstFailure(new Answer(kata, seat.file()), LIMIT);
        } finally {
            free.add(seat);
        }
    }
}
