package cancelsafe.site.listing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Code and output as HTML. */
public final class Listing {
    private static final Pattern CALLOUT = Pattern.compile("[ \\t]*//[ \\t]*((?:<\\d+>[ \\t]*)+)$");
    private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");

    /** A line that does not fit beside margin notes. */
    private static final int LONG_LINE = 70;

    private Listing() {}

    /**
     * Java.
     *
     * @param title above it; empty for none
     * @param key of its lines' addresses, unlike all others of the page; empty for none
     * @param points where it can be cancelled, by line of {@code source}
     * @param from number of its first line; 0 for a listing without numbers
     */
    public static String java(
            String title, String key, String source, Map<Integer, String> points, int from) {
        List<String> plain = source.stripTrailing().lines().toList();
        List<String> lines = Highlighter.lines(withoutCallouts(source.stripTrailing()));
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            code.append(
                    line(
                            key,
                            from == 0 ? 0 : from + i,
                            points.get(i + 1),
                            lines.get(i),
                            plain.get(i)));
        }
        return figure("code", title, legend(points), plain, code.toString(), "Code");
    }

    /**
     * A program of which some lines can be folded away; at first they are.
     *
     * @param key of its lines' addresses; empty for none
     * @param points where it can be cancelled, by line of the file
     */
    public static String excerpt(
            String title, String key, Excerpt of, Map<Integer, String> points) {
        List<SnippetText.Line> shown = of.lines();
        List<String> plain = shown.stream().map(SnippetText.Line::text).toList();
        List<String> lines = Highlighter.lines(withoutCallouts(String.join("\n", plain)));
        StringBuilder code = new StringBuilder();
        int last = last(of);
        boolean isFolded = false;
        for (int i = 0; i < lines.size(); i++) {
            int number = shown.get(i).number();
            boolean folds = !of.numbers().contains(number);
            if (folds != isFolded) {
                boolean isBetween = i > 0 && number < last;
                code.append(folds ? cut(isBetween) + "<span class=\"fold\">" : "</span>");
            }
            isFolded = folds;
            String lineKey = folds ? "" : key; // an address leads to what can be seen
            code.append(line(lineKey, number, points.get(number), lines.get(i), plain.get(i)));
        }
        code.append(isFolded ? "</span>" : "");
        String bar =
                shown.size() > of.numbers().size()
                        ? "<label><input type=\"checkbox\"> whole program</label>"
                        : "";
        boolean hasPoint = of.numbers().stream().anyMatch(points::containsKey);
        bar += hasPoint ? legend(points) : "";
        return figure("code", title, bar, plain, code.toString(), "Code");
    }

    private static int last(Excerpt of) {
        return of.numbers().stream().mapToInt(n -> n).max().orElse(0);
    }

    /** Stands for lines that are folded away, between others that are not. */
    private static String cut(boolean isBetween) {
        return isBetween ? "<span class=\"cut\"><i></i>⋯\n</span>" : "";
    }

    private static String line(
            String key, int number, @Nullable String point, String html, String plain) {
        return number(key, number) + mark(point) + html + callouts(plain) + "</span>\n";
    }

    private static String legend(Map<Integer, String> points) {
        return points.isEmpty()
                ? ""
                : "<span class=\"legend\">can be cancelled at <i class=\"dot\"></i></span>";
    }

    /**
     * Opens a line with its number. A script makes a link of the number of a line with an address;
     * the style sheet writes the numbers of the others.
     */
    private static String number(String key, int line) {
        if (line == 0) {
            return "<span class=\"l\">";
        }
        if (key.isEmpty()) {
            return "<span class=\"l\" data-n=\"" + line + "\">";
        }
        String id = Html.escape(key + "-L" + line);
        return "<span class=\"l\" id=\"%s\"><a class=\"n\">%d</a>".formatted(id, line);
    }

    private static String mark(@Nullable String point) {
        return point == null
                ? ""
                : "<i class=\"dot\" role=\"img\" title=\"can be cancelled here: %s\"></i>"
                        .formatted(Html.escape(point));
    }

    private static String callouts(String line) {
        Matcher callout = CALLOUT.matcher(line);
        if (!callout.find()) {
            return "";
        }
        return NUMBER.matcher(callout.group(1))
                .results()
                .map(n -> "<b class=\"conum\">" + n.group(1) + "</b>")
                .collect(Collectors.joining());
    }

    /**
     * What must change from one source to the other, line by line.
     *
     * @param title above it
     */
    public static String changes(String title, String from, String to) {
        StringBuilder code = new StringBuilder();
        List<String> plain = new ArrayList<>();
        List<String> old = Highlighter.lines(from.stripTrailing());
        List<String> young = Highlighter.lines(to.stripTrailing());
        for (Changes.Line line : Changes.shown(lines(from), lines(to))) {
            plain.add(line.text());
            code.append(
                    switch (line) {
                        case Changes.Gap _ -> "<span class=\"l gap\"><i></i>⋯</span>\n";
                        case Changes.Same l -> changed("", "", young.get(l.at()));
                        case Changes.Gone l -> changed(" gone", "−", old.get(l.at()));
                        case Changes.New l -> changed(" new", "+", young.get(l.at()));
                    });
        }
        return figure("code changes", title, "", plain, code.toString(), "Changes");
    }

    private static List<String> lines(String source) {
        return source.stripTrailing().lines().toList();
    }

    private static String changed(String role, String sign, String html) {
        return "<span class=\"l%s\"><i>%s</i><span>%s</span></span>\n".formatted(role, sign, html);
    }

    /** A source without the marks that lead to remarks below it. */
    static String withoutCallouts(String source) {
        return Pattern.compile(CALLOUT.pattern(), Pattern.MULTILINE).matcher(source).replaceAll("");
    }

    /** What a program printed, or what is typed. */
    public static String text(String title, String text) {
        List<String> lines = text.stripTrailing().lines().toList();
        return figure("output", title, "", lines, Html.escape(String.join("\n", lines)), "Output");
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
