package cancelsafe.site;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Code and output as HTML. */
final class Listing {
    private static final Pattern CALLOUT = Pattern.compile("[ \\t]*//[ \\t]*((?:<\\d+>[ \\t]*)+)$");
    private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");

    /** A line that does not fit beside margin notes. */
    private static final int LONG_LINE = 70;

    private Listing() {}

    /**
     * Java.
     *
     * @param title above it; empty for none
     * @param points where it can be cancelled, by line of {@code source}
     * @param from number of its first line; 0 for a listing without numbers
     */
    static String java(String title, String source, Map<Integer, String> points, int from) {
        List<String> plain = source.stripTrailing().lines().toList();
        List<String> lines = Highlighter.lines(withoutCallouts(source.stripTrailing()));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String point = points.get(i + 1);
            code.append("<span class=\"l\">");
            if (from > 0) {
                code.append("<span class=\"n\" aria-hidden=\"true\">")
                        .append(from + i)
                        .append("</span>");
            }
            code.append(
                    point == null
                            ? "<i></i>"
                            : "<i class=\"dot\" role=\"img\" aria-label=\"can be cancelled here\""
                                    + " title=\"can be cancelled here: "
                                    + Html.escape(point)
                                    + "\"></i>");
            code.append("<span class=\"c\">").append(lines.get(i)).append("</span>");
            Matcher callout = CALLOUT.matcher(plain.get(i));
            if (callout.find()) {
                Matcher number = NUMBER.matcher(callout.group(1));
                while (number.find()) {
                    code.append("<b class=\"conum\">").append(number.group(1)).append("</b>");
                }
            }
            code.append("</span>\n");
        }
        String legend =
                points.isEmpty()
                        ? ""
                        : "<span class=\"legend\">can be cancelled at <i class=\"dot\"></i></span>";
        return figure("code", title, legend, plain, code.toString(), "Code");
    }

    private static String withoutCallouts(String source) {
        return Pattern.compile(CALLOUT.pattern(), Pattern.MULTILINE).matcher(source).replaceAll("");
    }

    /** What a program printed, or what is typed. */
    static String text(String title, String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        StringBuilder code = new StringBuilder();
        lines.forEach(
                l -> code.append("<span class=\"c\">").append(Html.escape(l)).append("</span>\n"));
        return figure("output", title, "", lines, code.toString(), "Output");
    }

    private static String figure(
            String role,
            String title,
            String legend,
            List<String> lines,
            String code,
            String name) {
        boolean wide = lines.stream().mapToInt(String::length).max().orElse(0) > LONG_LINE;
        String bar =
                title.isEmpty() && legend.isEmpty()
                        ? ""
                        : "<figcaption class=\"bar\"><span>%s</span><span class=\"grow\"></span>%s</figcaption>"
                                .formatted(title, legend);
        return """
        <figure class="listing %s%s">%s<pre tabindex="0" role="group" aria-label="%s"><code>%s</code></pre></figure>
        """
                .formatted(
                        role,
                        wide ? " wide" : "",
                        bar,
                        title.isEmpty() ? name : Html.escape(title.replaceAll("<[^>]+>", "")),
                        code);
    }
}
