package cancelsafe.site.story;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Point;
import cancelsafe.lab.story.Story.Run;
import cancelsafe.site.listing.Html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A story as a table: a row for each cancellation, with what it left behind. */
final class StoryTable {
    private static final int MOST_ROWS = 24;

    private final Story story;

    private StoryTable(Story story) {
        this.story = story;
    }

    /** The table, and above it the test that the story belongs to. */
    static String html(Story story) {
        return new StoryTable(story).html();
    }

    private String html() {
        String watched =
                story.watch().stream()
                        .map(w -> "<th scope=\"col\">" + Html.escape(w) + "</th>")
                        .collect(Collectors.joining());
        List<Run> shown = shown();
        String rows = shown.stream().map(this::row).collect(Collectors.joining());
        int left = story.runs().size() - shown.size();
        return """
        <div class="story" tabindex="0" role="group" aria-label="What each cancellation left behind">
        <table><caption><code>%s</code></caption>
        <thead><tr><th scope="col">cancelled at</th>%s<th scope="col">result</th></tr></thead>
        <tbody>
        %s</tbody></table></div>
        %s\
        """
                .formatted(
                        Html.escape(story.test()),
                        watched,
                        rows,
                        left == 0 ? "" : "<p class=\"number\">and " + left + " more runs</p>\n");
    }

    /** All runs, or where they are many the first ones and the first that broke a promise. */
    private List<Run> shown() {
        List<Run> runs = story.runs();
        if (runs.size() <= MOST_ROWS) {
            return runs;
        }
        List<Run> shown = new ArrayList<>(runs.subList(0, MOST_ROWS - 1));
        if (shown.stream().allMatch(Run::kept)) {
            runs.stream().filter(r -> !r.kept()).findFirst().ifPresent(shown::add);
        }
        return shown;
    }

    private String row(Run run) {
        String values =
                run.values().end().stream()
                        .map(v -> "<td>" + Html.escape(v) + "</td>")
                        .collect(Collectors.joining());
        String broken =
                run.promises().stream()
                        .filter(p -> !p.kept())
                        .map(Promise::text)
                        .map(text -> "broken: " + Html.escape(text))
                        .collect(Collectors.joining("<br>"));
        return "<tr%s><th scope=\"row\">%s</th>%s<td>%s</td></tr>\n"
                .formatted(
                        run.kept() ? "" : " class=\"broken\"",
                        moment(run),
                        values,
                        run.kept() ? "<span class=\"kept\">kept</span>" : broken);
    }

    private String moment(Run run) {
        return run.cancel().isEmpty()
                ? "not cancelled"
                : run.cancel().stream().map(this::moment).collect(Collectors.joining(", then "));
    }

    private String moment(Cancel cancel) {
        String how =
                switch (cancel.when()) {
                    case BEFORE -> "";
                    case WAITING -> ", while it waits";
                    case WAITED -> ", late in its wait";
                    case ANSWERED -> ", as its wait ends";
                    case AFTER -> ", after the call";
                    case ENTRY -> ", interrupted before it began";
                    case ALLOWED -> ", as the specification allows";
                    case FAULT -> ", failed with " + Html.escape(cancel.what());
                    case CRASH -> ", crashed";
                    case HALF -> ", crashed, half of the last write kept";
                    case LOST -> ", crashed, unforced writes lost";
                    case PART_LOST -> ", crashed, unforced writes lost in one file";
                };
        return story.points().stream()
                        .filter(p -> p.n() == cancel.n())
                        .findFirst()
                        .map(this::place)
                        .orElse("at point " + cancel.n())
                + how;
    }

    private String place(Point point) {
        String line = point.line() == 0 ? "" : "line " + point.line() + ", ";
        String file =
                point.file().equals(story.source()) || point.file().isEmpty()
                        ? ""
                        : " of " + Html.escape(point.file());
        return "%s<code>%s</code>%s".formatted(line, Html.escape(point.call()), file);
    }
}
