package bench;

import cancelsafe.book.Book;
import cancelsafe.book.Kata;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How much longer {@code ./kata judge} takes for an answer that fails than for one that passes: the
 * start of each kata, and the first of its named wrong answers.
 */
public final class FailingVerdict {
    private FailingVerdict() {}

    /** Times in milliseconds: until the verdict is printed, and until the command has ended. */
    private record Times(double verdict, double end) {}

    /**
     * Prints the medians of {@code args[1]} ratios for each kata of the clone {@code args[0]}, or
     * for those that follow.
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path clone = Path.of(args[0]);
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<String> named = List.of(args).subList(Math.min(2, args.length), args.length);
        List<Double> verdicts = new ArrayList<>();
        List<Double> ends = new ArrayList<>();
        System.out.println("kata\tfails\tpassing, ms\tto verdict\tto end");
        for (Kata kata : Book.read(clone).katas()) {
            if (!named.isEmpty() && !named.contains(kata.id())) {
                continue;
            }
            for (String answer : List.of(Kata.START, kata.wrong().keySet().iterator().next())) {
                List<Double> passing = new ArrayList<>();
                List<Double> toVerdict = new ArrayList<>();
                List<Double> toEnd = new ArrayList<>();
                for (int i = 0; i < rounds; i++) { // in turn: the machine's speed drifts
                    Times right = judge(clone, kata, kata.solution());
                    Times wrong = judge(clone, kata, kata.answer(answer));
                    passing.add(right.end);
                    toVerdict.add(wrong.verdict / right.verdict);
                    toEnd.add(wrong.end / right.end);
                }
                verdicts.add(median(toVerdict));
                ends.add(median(toEnd));
                System.out.printf(
                        "%s\t%s\t%.0f\t%.2f\t%.2f%n",
                        kata.id(), answer, median(passing), verdicts.getLast(), ends.getLast());
            }
        }
        System.out.printf("median\t\t\t%.2f\t%.2f%n", median(verdicts), median(ends));
        System.out.printf("largest\t\t\t%.2f\t%.2f%n", largest(verdicts), largest(ends));
    }

    private static Times judge(Path clone, Kata kata, Path answer)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Process process =
                new ProcessBuilder("" + clone.resolve("kata"), "judge", kata.id(), "" + answer)
                        .redirectErrorStream(true)
                        .start();
        double verdict = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (verdict == 0) { // a verdict is printed as a whole
                    verdict = millisSince(begun);
                }
            }
        }
        process.waitFor();
        return new Times(verdict, millisSince(begun));
    }

    private static double millisSince(long begun) {
        return (System.nanoTime() - begun) / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double largest(List<Double> values) {
        return values.stream().mapToDouble(v -> v).max().orElse(0);
    }
}
