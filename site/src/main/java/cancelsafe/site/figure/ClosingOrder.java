package cancelsafe.site.figure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is opened and closed, from above to below; a bar stands at the left for as long as a thing
 * is open. Lines: {@code open NAME}, {@code close NAME}, or words for what happens in between; an
 * {@code !} before a line says that the cancellation comes there, and {@code NAME: words} after
 * open or close adds a remark. What is never closed is drawn to the end, as what it is: left open.
 */
final class ClosingOrder {
    private static final double ROW = 30;
    private static final double BAR = 18;

    private enum Act {
        OPEN,
        CLOSE,
        OTHER
    }

    private record Step(int line, Act act, String name, String words, boolean cancelled) {}

    private final List<Step> steps;
    private final Svg svg = new Svg();

    private ClosingOrder(List<Step> steps) {
        this.steps = steps;
    }

    static Svg draw(String text) throws FigureException {
        List<Step> steps = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                steps.add(step(i + 1, lines.get(i).strip()));
            }
        }
        if (steps.isEmpty()) {
            throw new FigureException(1, "nothing is opened in it");
        }
        return new ClosingOrder(steps).draw();
    }

    private static Step step(int line, String written) {
        boolean cancelled = written.startsWith("!");
        String words = cancelled ? written.substring(1).strip() : written;
        for (Act act : List.of(Act.OPEN, Act.CLOSE)) {
            String verb = act.name().toLowerCase(java.util.Locale.ROOT) + " ";
            if (words.startsWith(verb)) {
                String rest = words.substring(verb.length()).strip();
                int colon = rest.indexOf(": ");
                return new Step(
                        line,
                        act,
                        colon < 0 ? rest : rest.substring(0, colon).strip(),
                        words,
                        cancelled);
            }
        }
        return new Step(line, Act.OTHER, "", words, cancelled);
    }

    /** The bars that are free are taken from the left, so that nesting shows as indentation. */
    private Svg draw() throws FigureException {
        Map<String, Integer> openedAt = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        Map<String, Integer> column = new HashMap<>();
        Set<Integer> taken = new HashSet<>();
        int widest = 0;
        for (int row = 0; row < steps.size(); row++) {
            Step step = steps.get(row);
            if (step.act() == Act.OPEN) {
                int free = 0;
                while (taken.contains(free)) {
                    free++;
                }
                if (openedAt.putIfAbsent(step.name(), row) != null) {
                    throw new FigureException(step.line(), step.name() + " is opened twice");
                }
                taken.add(free);
                column.put(step.name(), free);
                open.push(step.name());
                widest = Math.max(widest, free);
            } else if (step.act() == Act.CLOSE) {
                Integer from = openedAt.get(step.name());
                if (from == null || !open.remove(step.name())) {
                    throw new FigureException(step.line(), step.name() + " is not open here");
                }
                int at = column.getOrDefault(step.name(), 0);
                bar("bar", at, from, row);
                taken.remove(at);
            }
        }
        for (String left : open) {
            bar("bar left", column.getOrDefault(left, 0), openedAt.getOrDefault(left, 0), -1);
        }
        words((widest + 1) * BAR + 12);
        return svg;
    }

    private void bar(String role, int column, int from, int to) {
        double x = 2 + column * BAR;
        double top = from * ROW + 8;
        double bottom = to < 0 ? steps.size() * ROW : to * ROW + 22;
        svg.box(role, x, top, 10, bottom - top);
    }

    private void words(double x) {
        for (int row = 0; row < steps.size(); row++) {
            Step step = steps.get(row);
            double y = row * ROW + 20;
            if (step.cancelled()) {
                svg.dot("origin", x + 4, y - 4.5, 4);
            }
            String role = step.cancelled() ? "cancel" : step.act() == Act.OTHER ? "soft" : "plain";
            svg.text(role, x + 16, y, step.words());
        }
    }
}
