package cancelsafe.lab.story;

import cancelsafe.lab.story.Story.Run;
import cancelsafe.lab.story.Story.Step;

import java.util.List;
import java.util.SequencedSet;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How a run went, as text: its last lines, and those around the departures from the expected
 * schedule, which mattered if the run broke a promise.
 */
public final class StepsText {
    private static final int LAST = 20;

    /** So many steps are told before and after a departure from the expected schedule. */
    private static final int AROUND = 4;

    private static final int MOST_COLUMNS = 8;

    /** As wide as a line number. */
    private static final int DIGITS = 4;

    private static final String INDENT = "   ";
    private static final String LEFT_OUT = "...";

    private final Run run;
    private final List<String> source;
    private final SequencedSet<Integer> told;
    private final List<String> threads;

    private StepsText(Run run, List<String> source) {
        this.run = run;
        this.source = source;
        told = told(run);
        threads = told.stream().map(i -> run.steps().get(i).thread()).distinct().toList();
    }

    /**
     * The lines of the text.
     *
     * @param run one with at least one step
     * @param file the name of the source file
     * @param source its lines; empty if they are not to be had
     */
    public static List<String> of(Run run, String file, List<String> source) {
        return new StepsText(run, source).lines(file);
    }

    /** The last steps, and those around the first departures. */
    private static SequencedSet<Integer> told(Run run) {
        int all = run.steps().size();
        SortedSet<Integer> told = AroundDepartures.of(run.departures(), all, AROUND, LAST);
        for (int i = Math.max(0, all - LAST); i < all; i++) {
            told.add(i);
        }
        return told;
    }

    private List<String> lines(String file) {
        boolean isCut = told.size() < run.steps().size() || !run.gaps().isEmpty();
        String title =
                "%show it went%s, in lines of %s:"
                        .formatted(INDENT, isCut ? ", shortened at " + LEFT_OUT : "", file);
        if (threads.size() == 1) {
            return List.of(
                    title + told.stream().map(this::number).collect(Collectors.joining(",")));
        }
        List<Integer> width = threads.stream().map(t -> Math.max(t.length(), DIGITS)).toList();
        boolean isWide = threads.size() > MOST_COLUMNS;
        Stream<String> rows = told.stream().flatMap(i -> rows(i, width, isWide));
        return Stream.concat(Stream.of(title, "", isWide ? "" : names(width)), rows).toList();
    }

    private boolean isAfterGap(int step) {
        return run.gaps().contains(step) || (step > 0 && !told.contains(step - 1));
    }

    private String number(int step) {
        return (isAfterGap(step) ? " " + LEFT_OUT + "," : "") + " " + run.steps().get(step).line();
    }

    private String names(List<Integer> width) {
        return IntStream.range(0, threads.size())
                .mapToObj(t -> INDENT + right(threads.get(t), width.get(t)))
                .collect(Collectors.joining());
    }

    /**
     * One column for each thread: where the column changes, another thread goes on. Of so many
     * threads that columns of them would fit no screen, each is named.
     */
    private Stream<String> rows(int i, List<Integer> width, boolean isWide) {
        Step step = run.steps().get(i);
        int widest = width.stream().mapToInt(w -> w).max().orElseThrow();
        String line = String.valueOf(step.line());
        String row =
                isWide
                        ? INDENT + right(step.thread(), widest) + INDENT + right(line, DIGITS)
                        : IntStream.range(0, threads.size())
                                .mapToObj(
                                        t ->
                                                INDENT
                                                        + right(
                                                                threads.get(t).equals(step.thread())
                                                                        ? line
                                                                        : "",
                                                                width.get(t)))
                                .collect(Collectors.joining());
        String note =
                run.departures().contains(i)
                        ? INDENT + "<- here " + step.thread() + " continues"
                        : "";
        Stream<String> told = Stream.of((row + INDENT + code(step) + note).stripTrailing());
        return isAfterGap(i) ? Stream.concat(Stream.of(INDENT + LEFT_OUT), told) : told;
    }

    private String code(Step step) {
        boolean known = step.line() > 0 && step.line() <= source.size();
        return known ? source.get(step.line() - 1).strip() : "";
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
