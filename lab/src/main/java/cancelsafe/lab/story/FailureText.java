package cancelsafe.lab.story;

import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Point;
import cancelsafe.lab.story.Story.Run;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A story that did not end well, as text: where the cancellation came, the state, what broke. */
public final class FailureText {
    private static final String CAME = " came here";
    private static final int CALL_COLUMN = 48;

    private final Story story;
    private final List<String> source;
    private final StringBuilder out = new StringBuilder();

    private FailureText(Story story, List<String> source) {
        this.story = story;
        this.source = source;
    }

    /**
     * The text for the first run of the story that broke a promise.
     *
     * @param source the lines of the story's source file; empty if they are not to be had
     */
    public static String of(Story story, List<String> source) {
        return new FailureText(story, source).text();
    }

    private String text() {
        Run broken =
                story.runs().stream()
                        .filter(r -> !r.kept())
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("every promise was kept"));
        line(headline(broken));
        line("");
        if (!broken.cancel().isEmpty()) {
            place(broken);
        }
        values(broken);
        if (!broken.ended().isEmpty()) {
            line("   " + broken.ended());
        }
        promises(broken);
        steps(broken);
        if (!broken.schedule().isEmpty()) {
            line("");
            line("   this schedule alone: attempt.replay(\"%s\")".formatted(broken.schedule()));
        }
        return out.toString().stripTrailing();
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private String headline(Run broken) {
        if (broken.cancel().isEmpty()) {
            return "broken without any cancellation";
        }
        if (!broken.cancel().stream().allMatch(Cancel::isAtPoint)) {
            return "broken after "
                    + broken.cancel().stream()
                            .map(this::named)
                            .collect(Collectors.joining(", then "));
        }
        long points = points(r -> true);
        long bad = points(r -> !r.kept());
        String what = broken.cancel().getFirst().when().isCrash() ? "crashed" : "cancelled";
        if (points == 1) {
            return what + " at 1 point, broken there";
        }
        return "%s at %d points, broken at %s"
                .formatted(what, points, bad == points ? "all of them" : bad + " of them");
    }

    private long points(Predicate<Run> counts) {
        return story.runs().stream()
                .filter(counts)
                .flatMap(r -> r.cancel().stream())
                .filter(Cancel::isAtPoint)
                .map(Cancel::n)
                .distinct()
                .count();
    }

    /** What a disturbance is, as a clause. */
    private String named(Cancel cancel) {
        String call = point(cancel).map(Point::call).orElse("a call");
        return switch (cancel.when()) {
            case ENTRY -> "an interrupt before the body began";
            case FAULT -> "a fault of %s: %s".formatted(call, cancel.what());
            case ALLOWED -> call + ", as the specification allows";
            default ->
                    (cancel.what().isEmpty() ? "a cancellation" : cancel.action())
                            + (point(cancel).filter(p -> p.line() == 0).isPresent()
                                    ? " when "
                                    : " at ")
                            + call;
        };
    }

    private void place(Run broken) {
        for (Cancel cancel : broken.cancel()) {
            point(cancel).ifPresent(p -> place(broken, p, came(broken, cancel)));
            line("");
        }
        if (broken.thrownLine() > 0) {
            int line = broken.thrownLine();
            place(broken, new Point(0, story.source(), line, "", ""), broken.thrown() + CAME);
            line("");
        }
    }

    private void place(Run broken, Point point, String came) {
        if (point.line() == 0) {
            line(" > " + point.call() + "   " + came);
            return;
        }
        if (!point.file().equals(story.source()) || source.size() < point.line()) {
            line(" > %s:%d  %s   %s".formatted(point.file(), point.line(), point.call(), came));
            return;
        }
        for (int n = Math.max(1, point.line() - 1);
                n <= Math.min(source.size(), point.line() + 1);
                n++) {
            String mark = n == point.line() ? ">" : " ";
            String note =
                    n == point.line()
                            ? came
                            : n > point.line() && story.isUnreached(broken, n)
                                    ? "never reached"
                                    : "";
            String code = source.get(n - 1);
            line(
                    " %s %3d  %s%s  %s"
                            .formatted(
                                    mark,
                                    n,
                                    code,
                                    " ".repeat(Math.max(1, CALL_COLUMN - code.length())),
                                    note));
        }
    }

    private static String millis(long nanos) {
        return BigDecimal.valueOf(nanos, 6).stripTrailingZeros().toPlainString() + " ms";
    }

    private String came(Run broken, Cancel cancel) {
        String how =
                switch (cancel.when()) {
                    case ENTRY -> "interrupted before it began";
                    case FAULT -> "a fault here: " + cancel.what();
                    case ALLOWED -> named(cancel);
                    case BEFORE, CRASH -> "";
                    case WAITING -> " while it waited";
                    case WAITED -> " after a wait of " + millis(cancel.nanos());
                    case ANSWERED -> " at the moment when its wait ended";
                    case AFTER -> " when it was done";
                    case HALF -> ", with half of the last write on the disk";
                    case LOST -> ", with all writes since the last force lost";
                    case PART_LOST ->
                            ", with the unforced writes lost in one file, the one that"
                                    + " was written to first";
                };
        if (!cancel.isAtPoint()) {
            return how;
        }
        if (cancel.when().isCrash()) {
            return "crashed here" + how;
        }
        if (!cancel.what().isEmpty()) {
            return cancel.action() + CAME + how;
        }
        String thrown = broken.thrown();
        return thrown != null && thrown.contains("Interrupt") && broken.thrownLine() == 0
                ? thrown + CAME + how
                : "cancelled here" + how;
    }

    private Optional<Point> point(Cancel cancel) {
        return story.points().stream().filter(p -> p.n() == cancel.n()).findFirst();
    }

    private void values(Run broken) {
        if (story.watch().isEmpty()) {
            return;
        }
        boolean cancelled = !broken.cancel().isEmpty() && !broken.values().at().isEmpty();
        String at =
                cancelled ? point(broken.cancel().getLast()).map(Point::where).orElse("at") : "";
        String end = hasRecovered(broken) ? "recovered" : "after";
        List<List<String>> rows = new ArrayList<>();
        rows.add(cancelled ? List.of("", "before", at, end) : List.of("", "before", end));
        for (int i = 0; i < story.watch().size(); i++) {
            List<String> row = new ArrayList<>();
            row.add(story.watch().get(i));
            row.add(broken.values().before().get(i));
            if (cancelled) {
                row.add(broken.values().at().get(i));
            }
            row.add(broken.values().end().get(i));
            rows.add(row);
        }
        table(rows);
        line("");
    }

    private static boolean hasRecovered(Run broken) {
        return broken.steps().stream().anyMatch(s -> s.thread().equals("recovery"));
    }

    private void table(List<List<String>> rows) {
        int columns = rows.getFirst().size();
        int[] width = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < columns; c++) {
                width[c] = Math.max(width[c], row.get(c).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder("   ");
            for (int c = 0; c < columns; c++) {
                String cell = row.get(c);
                String pad = " ".repeat(width[c] - cell.length());
                text.append(c == 0 ? cell + pad : "   " + pad + cell);
            }
            line(text.toString());
        }
    }

    private void promises(Run broken) {
        for (Promise promise : broken.promises()) {
            if (!promise.kept()) {
                line("   broken: " + promise.text().replace("\n", "\n           "));
            }
        }
        for (Promise promise : broken.promises()) {
            if (promise.kept()) {
                line("   kept:   " + promise.text());
            }
        }
    }

    private void steps(Run broken) {
        if (!broken.steps().isEmpty()) {
            line("");
            StepsText.of(broken, story.source(), source).forEach(this::line);
        }
    }
}
