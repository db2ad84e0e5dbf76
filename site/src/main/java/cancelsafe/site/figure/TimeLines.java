package cancelsafe.site.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Threads beside each other; time goes to the right. A line {@code name: ====--!x} is a thread, a
 * letter is a moment: {@code =} runs, {@code -} waits, {@code !} is where the cancellation meets
 * it, {@code x} ends with an exception, {@code |} ends, a space is nothing. Below stand the events:
 * {@code @4 main -> worker: cancel()} is an arrow, {@code @6 worker: words} a remark.
 */
final class TimeLines {
    private static final Pattern LANE = Pattern.compile("([^:@][^:]*):(.*)");
    private static final Pattern MOMENTS = Pattern.compile("[ =\\-!x|]*");
    private static final Pattern EVENT =
            Pattern.compile("@(\\d+)\\s+([^:>]+?)(?:\\s*->\\s*([^:]+?))?\\s*:\\s+(.*)");
    private static final double MOMENT = 22;
    private static final double ROW = 44;

    /** What the text's column is wide, about: words need not be shorter than that. */
    private static final double ROOM = 600;

    private record Lane(String name, String moments) {}

    private record Event(int line, int at, String from, String to, String words) {}

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Svg svg = new Svg();
    private double left;
    private int moments;

    private TimeLines() {}

    static Svg draw(String text) throws FigureException {
        TimeLines figure = new TimeLines();
        figure.parse(text.lines().toList());
        figure.left =
                figure.lanes.stream().mapToDouble(l -> Svg.widthOf(l.name())).max().orElse(0) + 16;
        figure.moments = figure.lanes.stream().mapToInt(l -> l.moments().length()).max().orElse(0);
        for (int i = 0; i < figure.lanes.size(); i++) {
            figure.lane(i);
        }
        for (int i = 0; i < figure.events.size(); i++) {
            figure.event(i);
        }
        return figure.svg;
    }

    private void parse(List<String> lines) throws FigureException {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripTrailing();
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher event = EVENT.matcher(line);
            Matcher lane = LANE.matcher(line);
            if (event.matches()) {
                String to = event.group(3);
                events.add(
                        new Event(
                                i + 1,
                                Integer.parseInt(event.group(1)),
                                event.group(2).strip(),
                                to == null ? "" : to.strip(),
                                event.group(4)));
            } else if (lane.matches() && MOMENTS.matcher(lane.group(2)).matches()) {
                // the column of one space after the colon belongs to no moment
                String moments = lane.group(2);
                lanes.add(
                        new Lane(
                                lane.group(1).strip(),
                                moments.startsWith(" ") ? moments.substring(1) : moments));
            } else {
                throw new FigureException(
                        i + 1,
                        "neither a thread (name: ===--!) nor an event (@4 main -> worker: words)");
            }
        }
        if (lanes.isEmpty()) {
            throw new FigureException(1, "there is no thread in it");
        }
    }

    private static double y(int lane) {
        return lane * ROW + 18;
    }

    private double x(double moment) {
        return left + moment * MOMENT;
    }

    private void lane(int at) {
        Lane lane = lanes.get(at);
        svg.text("plain", 0, y(at) + 4.5, lane.name());
        String moments = lane.moments();
        int from = 0;
        while (from < moments.length()) {
            char kind = moments.charAt(from);
            int to = from + 1;
            while (to < moments.length() && moments.charAt(to) == kind) {
                to++;
            }
            stretch(at, kind, from, to);
            from = to;
        }
    }

    private void stretch(int lane, char kind, int from, int to) {
        double y = y(lane);
        switch (kind) {
            case '=' -> svg.box("run", x(from), y - 5, (to - from) * MOMENT, 10);
            case '-' -> svg.line("wait", x(from), y, x(to), y);
            case '!' -> svg.dot("origin", x(from + 0.5), y, 6);
            case '|' -> svg.line("end", x(from), y - 9, x(from), y + 9);
            case 'x' -> {
                double mid = x(from) + 7;
                svg.line("end cancel", mid - 6, y - 6, mid + 6, y + 6);
                svg.line("end cancel", mid - 6, y + 6, mid + 6, y - 6);
            }
            default -> {
                // nothing is there yet, or any more
            }
        }
    }

    private int laneOf(String name, int line) throws FigureException {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new FigureException(line, "no thread here is called " + name);
    }

    /** An arrow and its words; the words stand below all threads, on a thin line that leads up. */
    private void event(int number) throws FigureException {
        Event event = events.get(number);
        double x = x(event.at() + 0.5);
        int from = laneOf(event.from(), event.line());
        double last = y(from);
        if (!event.to().isEmpty()) {
            int to = laneOf(event.to(), event.line());
            int down = to > from ? 1 : -1;
            svg.line("arrow", x, y(from) + 6 * down, x, y(to) - 14 * down);
            svg.arrowhead("arrow", x, y(to) - 7 * down, down);
            last = Math.max(y(from), y(to));
        }
        double y = lanes.size() * ROW + number * 22 + 16;
        svg.line("lead", x, last + 9, x, y - 12);
        double words = Svg.widthOf(event.words()) * 12 / 13;
        boolean fits = x + words <= Math.max(x(moments), ROOM);
        svg.text("note", fits || words > x ? x - 3 : x + 3 - words, y, event.words());
    }
}
