package cancelsafe.site.story;

import cancelsafe.lab.story.Story;
import cancelsafe.site.listing.Highlighter;
import cancelsafe.site.listing.Html;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A story to be handled: the code, and the table of what each cancellation left behind. The script
 * makes an instrument of the two; without it they are read as they stand.
 */
public final class Scrub {
    private final RecordedStory recorded;
    private final String shown;
    private final String toRoot;
    private final Map<Integer, String> points;
    private final SortedSet<Integer> code;

    /**
     * A story for a page.
     *
     * @param points finds them in the story's source
     * @param toRoot from the page's folder to that of the cover, such as {@code ../}
     */
    public Scrub(RecordedStory recorded, Points points, String toRoot) {
        this(recorded, recorded.source(), points, toRoot);
    }

    private Scrub(RecordedStory recorded, String shown, Points points, String toRoot) {
        this.recorded = recorded;
        this.shown = shown;
        this.toRoot = toRoot;
        this.points = points.of(file(), recorded.source());
        this.code = points.code(file(), recorded.source());
    }

    /** The same, where comments would say too much. */
    public static Scrub withoutComments(RecordedStory recorded, Points points, String toRoot) {
        return new Scrub(recorded, Highlighter.withoutComments(recorded.source()), points, toRoot);
    }

    private Path file() {
        return recorded.kata().answer(recorded.answer());
    }

    /** Ready when the page is. */
    public String open() {
        return folded() + "<script src=\"" + script() + "\"></script>\n";
    }

    /** Ready when the page is, and shows each result without asking for a prediction. */
    public String shown() {
        return element("cancel-scrub", " data-shown")
                + "<script src=\""
                + script()
                + "\"></script>\n";
    }

    /** Loads its story when it is unfolded. */
    public String folded() {
        return element("cancel-scrub", "");
    }

    /**
     * The code under another element's name, and the table.
     *
     * @param attributes of the element, with a space before
     */
    public String element(String element, String attributes) {
        return """
        <%1$s class="wide" data-key="%2$s" data-story="%3$s" data-code="%4$s" data-test="%5$s"%6$s>
        %7$s<details class="astable" open><summary>As a table</summary>
        %8$s</details>
        </%1$s>
        """
                .formatted(
                        element,
                        Html.escape(recorded.key()),
                        script(),
                        code.stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        Html.escape(recorded.sentence()),
                        attributes,
                        listing(),
                        StoryTable.html(recorded.story()));
    }

    /** Where the script of the story lies. */
    private String script() {
        return toRoot + path(recorded);
    }

    /** Where a story's script lies, from the folder of the cover. */
    public static String path(RecordedStory recorded) {
        return "stories/" + recorded.key() + ".js";
    }

    private String listing() {
        String title = recorded.kata().id() + ".java";
        String legend =
                points.isEmpty()
                        ? ""
                        : "<span class=\"legend\">can be cancelled at <i class=\"dot\"></i></span>";
        return """
        <div class="listing" role="group" aria-label="%1$s, cancelled">
        <div class="bar"><code>%1$s</code><span class="grow"></span>%2$s</div>
        <div class="scrub"><pre tabindex="0" role="group" aria-label="%1$s"><code>%3$s</code></pre></div></div>
        """
                .formatted(title, legend, lines());
    }

    private String lines() {
        List<String> plain = shown.stripTrailing().lines().toList();
        List<String> set = Highlighter.lines(shown.stripTrailing());
        return ShownLines.of(plain, reached()).stream()
                .filter(n -> n < 2 || !plain.get(n - 1).isBlank() || !isOpening(plain.get(n - 2)))
                .map(
                        n ->
                                n == ShownLines.LEFT_OUT
                                        ? "<span class=\"l gap\"><span class=\"n\""
                                                + " aria-hidden=\"true\">…</span></span>\n"
                                        : line(n, set.get(n - 1)))
                .collect(Collectors.joining());
    }

    /** Whether a line is one that no empty line follows, unless a comment has gone. */
    private static boolean isOpening(String line) {
        return line.isBlank() || line.endsWith("{");
    }

    private String line(int n, String code) {
        String point = points.get(n);
        String dot =
                point == null
                        ? "<i></i>"
                        : "<i class=\"dot\" role=\"img\" title=\"can be cancelled here: %s\"></i>"
                                .formatted(Html.escape(point));
        return "<span class=\"l\"><span class=\"n\" aria-hidden=\"true\">%d</span>%s<span class=\"c\">%s</span></span>\n"
                .formatted(n, dot, code);
    }

    private Set<Integer> reached() {
        Set<Integer> reached = new TreeSet<>();
        for (Story.Run run : recorded.story().runs()) {
            run.steps().forEach(step -> reached.add(step.line()));
        }
        return reached;
    }
}
