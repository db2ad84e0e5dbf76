package cancelsafe.workbook.screen;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.StepsText;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Point;
import cancelsafe.lab.story.Story.Run;

import org.jline.utils.AttributedString;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One run of a story: where the cancellation came, the state, what broke, how it went. */
public final class StoryText {
    private static final String CAME = " came here";
    private static final String INDENT = "   ";
    private static final int NUMBERS = 9;
    private static final int GAP = 4;

    /** Between two values of a row. */
    private static final String BETWEEN = "     ";

    private final Story story;
    private final List<String> source;
    private final int width;

    /**
     * Tells of a story.
     *
     * @param source the lines of the answer
     * @param width of the screen, in columns
     */
    public StoryText(Story story, List<String> source, int width) {
        this.story = story;
        this.source = source;
        this.width = width;
    }

    /** The first run that broke a promise; empty if every run kept them all. */
    public static Optional<Run> firstBroken(Story story) {
        return story.runs().stream().filter(r -> !r.kept()).findFirst();
    }

    /** Whether nothing but the order of the threads' lines explains a run. */
    public static boolean isOnlyAnInterleaving(Run run) {
        return run.cancel().isEmpty() && !run.schedule().isEmpty();
    }

    /** At how many points it was cancelled, and at how many of them it broke. */
    public static String summary(Story story) {
        long points = points(story, false);
        long broken = points(story, true);
        long pairs = story.runs().stream().filter(r -> r.cancel().size() == 2).count();
        if (points == 0) {
            boolean kept = story.runs().stream().allMatch(Run::kept);
            return kept ? "held" : brokenSomehow(story);
        }
        boolean crashes =
                story.runs().stream()
                        .flatMap(r -> r.cancel().stream())
                        .anyMatch(c -> c.when().isCrash());
        String where =
                (crashes ? "crashed at " : "cancelled at ")
                        + count(points, "point")
                        + (pairs == 0 ? "" : " and " + count(pairs, "pair") + " of points");
        if (story.runs().stream().allMatch(Run::kept)) {
            return where + ": held";
        }
        return where
                + (broken == 0
                        ? ", " + brokenSomehow(story)
                        : points == 1
                                ? ", broken there"
                                : broken == points
                                        ? ", broken at all of them"
                                        : ", broken at " + broken + " of them");
    }

    /** Where no cancellation at a point breaks a promise. */
    private static String brokenSomehow(Story story) {
        Run broken = firstBroken(story).orElseThrow();
        if (!broken.cancel().isEmpty()) {
            return "broken in another run";
        }
        return broken.schedule().isEmpty() ? "broken" : "broken in one interleaving";
    }

    private static String count(long n, String what) {
        return n == 1 ? "1 " + what : n + " " + what + "s";
    }

    private static long points(Story story, boolean onlyBroken) {
        return story.runs().stream()
                .filter(r -> !onlyBroken || !r.kept())
                .flatMap(r -> r.cancel().stream())
                .filter(Cancel::isAtPoint)
                .map(Cancel::n)
                .distinct()
                .count();
    }

    /** When the run was cancelled, in words. */
    public String moment(Run run) {
        String plain = run.schedule().isEmpty() ? "undisturbed" : "another interleaving";
        return run.cancel().isEmpty()
                ? plain
                : run.cancel().stream()
                        .map(
                                c ->
                                        c.isAtPoint()
                                                ? "cancelled at point %d%s"
                                                        .formatted(c.n(), line(c))
                                                : came(run, c) + line(c))
                        .collect(Collectors.joining(", then "));
    }

    /** The run as rows: the code, the state, the broken promises. */
    public List<AttributedString> rows(Run run) {
        List<AttributedString> rows = new ArrayList<>();
        run.cancel()
                .forEach(c -> point(c).ifPresent(p -> rows.addAll(place(run, p, came(run, c)))));
        if (run.thrownLine() > 0) {
            Point later = new Point(0, story.source(), run.thrownLine(), "", "");
            rows.addAll(place(run, later, run.thrown() + CAME));
        }
        if (!run.cancel().isEmpty()) {
            rows.add(AttributedString.EMPTY);
        }
        if (!story.watch().isEmpty()) {
            rows.addAll(values(run));
            rows.add(AttributedString.EMPTY);
        }
        if (!run.ended().isEmpty()) {
            Wrap.of(run.ended(), width - 1, INDENT).forEach(row -> rows.add(Ink.PLAIN.of(row)));
        }
        for (Promise promise : run.promises()) {
            if (!promise.kept()) {
                Wrap.of("broken: " + promise.text(), width - 1, INDENT)
                        .forEach(row -> rows.add(Ink.CANCEL.of(row)));
            }
        }
        return rows;
    }

    /** What {@link #rows} leaves out: the promises that were kept, and the lines in order. */
    public List<AttributedString> more(Run run) {
        List<AttributedString> rows = new ArrayList<>();
        for (Promise promise : run.promises()) {
            if (promise.kept()) {
                Wrap.of("kept: " + promise.text(), width - 1, INDENT)
                        .forEach(row -> rows.add(Ink.KEPT.of(row)));
            }
        }
        rows.addAll(steps(run));
        return rows;
    }

    /** The lines in the order in which the threads ran them, below an empty row. */
    public List<AttributedString> steps(Run run) {
        List<AttributedString> rows = new ArrayList<>();
        rows.add(AttributedString.EMPTY);
        if (!run.steps().isEmpty()) {
            StepsText.of(run, story.source(), source)
                    .forEach(row -> rows.add(cut(Ink.PLAIN.of(row))));
        }
        return rows;
    }

    private AttributedString cut(AttributedString row) {
        return row.columnLength() <= width ? row : row.columnSubSequence(0, width);
    }

    private String line(Cancel cancel) {
        return point(cancel).map(p -> ", line " + p.line()).orElse("");
    }

    private Optional<Point> point(Cancel cancel) {
        return story.points().stream().filter(p -> p.n() == cancel.n()).findFirst();
    }

    private List<AttributedString> place(Run run, Point point, String came) {
        if (!point.file().equals(story.source()) || source.size() < point.line()) {
            return List.of(
                    Ink.CANCEL.of(
                            " > %s:%d  %s   %s"
                                    .formatted(point.file(), point.line(), point.call(), came)));
        }
        List<AttributedString> rows = new ArrayList<>();
        int from = Math.max(1, point.line() - 1);
        int to = Math.min(source.size(), point.line() + 1);
        int margin = commonMargin(source.subList(from - 1, to));
        int widest =
                source.subList(from - 1, to).stream()
                        .mapToInt(l -> l.length() - margin)
                        .max()
                        .orElse(0);
        int room = Math.max(10, Math.min(widest, width - came.length() - NUMBERS - GAP));
        for (int n = from; n <= to; n++) {
            boolean here = n == point.line();
            boolean gone = n > point.line() && story.isUnreached(run, n);
            String line = source.get(n - 1);
            String code = line.length() > margin ? line.substring(margin) : "";
            String note = here ? came : gone && !code.isBlank() ? "never reached" : "";
            String fits = code.length() <= room ? code : code.substring(0, room - 1) + "…";
            String row =
                    " %s%4d  %s%s%s"
                            .formatted(
                                    here ? ">" : " ",
                                    n,
                                    fits,
                                    " ".repeat(room - fits.length() + GAP),
                                    note);
            rows.add((here ? Ink.CANCEL : gone ? Ink.DIM : Ink.PLAIN).of(row.stripTrailing()));
        }
        return rows;
    }

    private static int commonMargin(List<String> lines) {
        return lines.stream()
                .filter(l -> !l.isBlank())
                .mapToInt(l -> l.length() - l.stripLeading().length())
                .min()
                .orElse(0);
    }

    private String call(Cancel cancel) {
        return point(cancel).map(Point::call).orElse("a call");
    }

    private String came(Run run, Cancel cancel) {
        String thrown = run.thrown();
        boolean isHere = thrown != null && thrown.contains("Interrupt") && run.thrownLine() == 0;
        boolean isAction = cancel.isAtPoint() && !cancel.what().isEmpty();
        String what = isAction ? cancel.action() : isHere ? thrown : "cancelled";
        return switch (cancel.when()) {
            case BEFORE -> what + (isHere || isAction ? CAME : " here");
            case WAITING -> what + " while it waited";
            case WAITED -> what + " late in its wait";
            case ANSWERED -> what + " as its wait ended";
            case AFTER -> what + " when it was done";
            case ENTRY -> "interrupted before it began";
            case ALLOWED -> call(cancel) + ", as the specification allows";
            case FAULT -> "a fault here: " + cancel.what();
            case CRASH -> "crashed here";
            case HALF -> "crashed here, half of the last write kept";
            case LOST -> "crashed here, unforced writes lost";
            case PART_LOST -> "crashed here, unforced writes lost in one file";
        };
    }

    private List<AttributedString> values(Run run) {
        boolean cancelled = !run.cancel().isEmpty() && !run.values().at().isEmpty();
        String at = cancelled ? point(run.cancel().getLast()).map(Point::where).orElse("at") : "";
        List<List<String>> rows = new ArrayList<>();
        rows.add(cancelled ? List.of("", "before", at, "after") : List.of("", "before", "after"));
        for (int i = 0; i < story.watch().size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(story.watch().get(i));
            row.add(run.values().before().get(i));
            if (cancelled) {
                row.add(run.values().at().get(i));
            }
            row.add(run.values().end().get(i));
            rows.add(row);
        }
        return table(rows);
    }

    private List<AttributedString> table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        int wide = INDENT.length() + IntStream.of(widths).sum() + (columns - 1) * BETWEEN.length();
        return wide < width ? beside(rows, widths) : below(rows);
    }

    private static List<AttributedString> beside(List<List<String>> rows, int[] widths) {
        List<AttributedString> table = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder(INDENT);
            for (int c = 0; c < widths.length; c++) {
                String cell = row.get(c);
                String pad = " ".repeat(widths[c] - cell.length());
                text.append(c == 0 ? cell + pad : BETWEEN + pad + cell);
            }
            table.add((table.isEmpty() ? Ink.DIM : Ink.PLAIN).of(text.toString()));
        }
        return table;
    }

    /** Each value in rows of its own, for values too long to stand beside each other. */
    private List<AttributedString> below(List<List<String>> rows) {
        List<String> heading = rows.getFirst();
        int label = heading.stream().mapToInt(String::length).max().orElse(0) + 2;
        List<AttributedString> table = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            table.add(Ink.PLAIN.of(INDENT + row.getFirst()));
            for (int c = 1; c < row.size(); c++) {
                String name = heading.get(c) + " ".repeat(label - heading.get(c).length());
                List<String> value = chunks(row.get(c), width - INDENT.length() * 2 - label - 1);
                for (int n = 0; n < value.size(); n++) {
                    table.add(
                            Ink.line(
                                    Ink.DIM.of(
                                            INDENT + INDENT + (n == 0 ? name : " ".repeat(label))),
                                    Ink.PLAIN.of(value.get(n))));
                }
            }
        }
        return table;
    }

    private static List<String> chunks(String text, int room) {
        int size = Math.max(8, room);
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from == 0 || from < text.length(); from += size) {
            chunks.add(text.substring(from, Math.min(text.length(), from + size)));
        }
        return chunks;
    }
}
