package cancelsafe.site.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measured values as bars on a logarithmic scale, each with the range in which the repetitions lie.
 * The first line is {@code unit WORDS}; then follow {@code LABEL: VALUE LOW HIGH}, and {@code group
 * WORDS} as a heading. A bar begins at the smallest power of ten that is not above any low value.
 */
final class Bars {
    private static final double ROW = 24;
    private static final double LENGTH = 260;
    private static final Pattern VALUE =
            Pattern.compile("(.+):\\s+([\\d.]+)\\s+([\\d.]+)\\s+([\\d.]+)");

    /** A bar, or, without a value, a heading. */
    private record Row(String label, double value, double low, double high) {
        boolean isHeading() {
            return value == 0;
        }
    }

    private final String unit;
    private final List<Row> rows;
    private final Svg svg = new Svg();

    private Bars(String unit, List<Row> rows) {
        this.unit = unit;
        this.rows = rows;
    }

    static Svg draw(String text) throws FigureException {
        List<Row> rows = new ArrayList<>();
        String unit = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            Matcher value = VALUE.matcher(line);
            if (line.startsWith("unit ")) {
                unit = line.substring(5).strip();
            } else if (line.startsWith("group ")) {
                rows.add(new Row(line.substring(6).strip(), 0, 0, 0));
            } else if (value.matches()) {
                rows.add(bar(number, value));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                throw new FigureException(number, "a bar is written LABEL: VALUE LOW HIGH");
            }
        }
        if (rows.stream().allMatch(Row::isHeading)) {
            throw new FigureException(1, "there is no bar");
        }
        return new Bars(unit, rows).draw();
    }

    private static Row bar(int line, Matcher written) throws FigureException {
        try {
            double value = Double.parseDouble(written.group(2));
            double low = Double.parseDouble(written.group(3));
            double high = Double.parseDouble(written.group(4));
            if (low > 0 && low <= value && value <= high) {
                return new Row(written.group(1).strip(), value, low, high);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new FigureException(line, "0 < LOW <= VALUE <= HIGH does not hold");
    }

    private Svg draw() {
        List<Row> bars = rows.stream().filter(r -> !r.isHeading()).toList();
        double labels = bars.stream().mapToDouble(r -> Svg.widthOf(r.label())).max().orElse(0) + 12;
        double least = Math.floor(Math.log10(min(bars)));
        double most = Math.ceil(Math.log10(max(bars)));
        double decade = LENGTH / Math.max(1, most - least);
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = i * ROW + 16;
            if (row.isHeading()) {
                svg.text("plain", 2, y, row.label());
                continue;
            }
            double end = labels + (Math.log10(row.value()) - least) * decade;
            double low = labels + (Math.log10(row.low()) - least) * decade;
            double high = labels + (Math.log10(row.high()) - least) * decade;
            svg.text("soft", 2, y, row.label());
            svg.box("bar", labels, y - 11, Math.max(1, end - labels), 12);
            svg.line("edge", low, y - 5, high, y - 5);
            svg.text("plain", Math.max(end, high) + 8, y, words(row.value()));
        }
        double foot = rows.size() * ROW + 16;
        String from = words(Math.pow(10, least));
        svg.text("soft", 2, foot, unit + ", logarithmic scale from " + from);
        return svg;
    }

    private static double min(List<Row> bars) {
        return bars.stream().mapToDouble(Row::low).min().orElse(1);
    }

    private static double max(List<Row> bars) {
        return bars.stream().mapToDouble(Row::high).max().orElse(1);
    }

    /** Two digits, with commas. */
    private static String words(double value) {
        return value < 10
                ? String.format(Locale.ROOT, "%.1f", value)
                : String.format(Locale.ROOT, "%,.0f", value);
    }
}
