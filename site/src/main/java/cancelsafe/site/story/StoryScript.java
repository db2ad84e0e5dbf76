package cancelsafe.site.story;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Point;
import cancelsafe.lab.story.Story.Run;
import cancelsafe.lab.story.Story.Step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A story as a classic script, which a page from a folder may load: packed, so that it is light.
 *
 * <p>Its object has {@code watch}, {@code threads}, {@code promises} (kind, sentence and text),
 * {@code points} (from 1: line, call, and file where it is another than the code's), {@code before}
 * (values) and {@code runs}. A run has {@code c} (its cancellations: point and moment, 0 before, 1
 * waiting, 2 after), {@code t} (what it threw) and {@code f} (the interrupt status), {@code g}
 * (some steps are left out), {@code a} and {@code e} (values there and at the end), {@code p} (its
 * promises; a broken one is {@code -1 - index}), and {@code s}: how many steps it shares with the
 * run before it, and then the others, each {@code line * threads + thread}.
 */
public final class StoryScript {
    /** Older stories do not say that they are cut: they tell no more steps of a run than that. */
    private static final int MOST_STEPS = 60;

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private static final Pattern DESCRIBED = Pattern.compile("\\[(.+?)]");

    private final Story story;
    private final List<String> threads;
    private final List<List<String>> promises;

    private StoryScript(Story story) {
        this.story = story;
        this.threads =
                distinct(story.runs().stream().flatMap(r -> r.steps().stream()).map(Step::thread));
        this.promises =
                distinct(
                        story.runs().stream()
                                .flatMap(r -> r.promises().stream())
                                .map(StoryScript::packed));
    }

    /** The script, which keeps the story under its key until the page asks for it. */
    public static String of(RecordedStory recorded) {
        try {
            return "(self.stories??={})[%s]=%s\n"
                    .formatted(
                            JSON.writeValueAsString(recorded.key()),
                            JSON.writeValueAsString(packed(recorded)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The object that the script keeps, as data. */
    public static Map<String, Object> packed(RecordedStory recorded) {
        return new StoryScript(recorded.story()).packed();
    }

    private static <T> List<T> distinct(Stream<T> all) {
        return all.distinct().toList();
    }

    private Map<String, Object> packed() {
        Run first = story.runs().getFirst();
        Map<String, Object> packed = new LinkedHashMap<>();
        packed.put("watch", story.watch());
        packed.put("threads", threads);
        packed.put("promises", promises);
        packed.put("points", story.points().stream().map(this::packed).toList());
        packed.put("before", first.values().before());
        packed.put("runs", runs());
        return packed;
    }

    private List<Object> packed(Point point) {
        return point.file().equals(story.source())
                ? List.of(point.line(), point.call())
                : List.of(point.line(), point.call(), point.file());
    }

    private List<Map<String, Object>> runs() {
        List<Map<String, Object>> runs = new ArrayList<>();
        List<Step> before = List.of();
        for (Run run : story.runs()) {
            runs.add(packed(before, run));
            before = run.steps();
        }
        return runs;
    }

    private Map<String, Object> packed(List<Step> before, Run run) {
        Map<String, Object> packed = new LinkedHashMap<>();
        packed.put("c", run.cancel().stream().flatMap(StoryScript::packed).toList());
        if (run.thrown() != null) {
            packed.put("t", run.thrown());
        }
        if (run.flag()) {
            packed.put("f", 1);
        }
        if (!run.gaps().isEmpty() || run.steps().size() >= MOST_STEPS) {
            packed.put("g", 1);
        }
        packed.put("a", run.values().at());
        packed.put("e", run.values().end());
        packed.put(
                "p",
                run.promises().stream()
                        .map(
                                p ->
                                        promises.indexOf(packed(p)) * (p.kept() ? 1 : -1)
                                                - (p.kept() ? 0 : 1))
                        .toList());
        packed.put("s", steps(before, run));
        return packed;
    }

    private static List<String> packed(Promise promise) {
        return List.of(promise.kind().id(), sentence(promise), promise.text());
    }

    /** A promise without what one run adds to it; AssertJ puts a description between brackets. */
    private static String sentence(Promise promise) {
        if (promise.kind() != PromiseKind.ASSERTION) {
            return promise.sentence();
        }
        Matcher described = DESCRIBED.matcher(promise.text());
        return described.lookingAt() ? described.group(1) : "what the test asserts";
    }

    private static Stream<Integer> packed(Cancel cancel) {
        int moment =
                switch (cancel.when()) {
                    case BEFORE -> 0;
                    case WAITING -> 1;
                    case AFTER -> 2;
                    case CRASH -> 3;
                    case LOST -> 4;
                    case PART_LOST -> 5;
                    case HALF -> 6;
                    case ENTRY -> 7;
                    case FAULT -> 8;
                    case ALLOWED -> 11;
                    case WAITED -> 9;
                    case ANSWERED -> 10;
                };
        return Stream.of(cancel.n(), moment);
    }

    /** The runs of a story differ little from one to the next. */
    private List<Integer> steps(List<Step> before, Run run) {
        int shared = 0;
        while (shared < Math.min(before.size(), run.steps().size())
                && before.get(shared).equals(run.steps().get(shared))) {
            shared++;
        }
        List<Integer> steps = new ArrayList<>(List.of(shared));
        for (Step step : run.steps().subList(shared, run.steps().size())) {
            steps.add(step.line() * threads.size() + threads.indexOf(step.thread()));
        }
        return steps;
    }
}
