package cancelsafe.lab;

import cancelsafe.lab.Story.Cancel;
import cancelsafe.lab.Story.Point;
import cancelsafe.lab.Story.Promise;
import cancelsafe.lab.Story.Step;
import cancelsafe.lab.hook.Site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a story of the attempts of an exploration. */
final class StoryTeller {
    private static final int STEPS_TOLD = 60;

    private final String name;
    private final String testFile;
    private final List<Told> told;
    private final Map<Place, Point> points = new LinkedHashMap<>();

    /** Where a thread comes for the n-th time: the same place in all runs. */
    private record Place(String file, int line, String call, String thread, int times) {}

    StoryTeller(String name, String testFile, List<Told> told) {
        this.name = name;
        this.testFile = testFile;
        this.told = told;
    }

    Story story() {
        Told dry = told.getFirst();
        Run run = dry.run();
        String source = source(run);
        places(run, Exploration.explored(run)).forEach(this::point);
        List<Story.Run> runs = told.stream().map(t -> run(t, source)).toList();
        return new Story(
                Story.SCHEMA,
                "",
                "",
                name,
                source,
                "",
                dry.result().watch(),
                List.copyOf(points.values()),
                runs);
    }

    /**
     * The cancellations of the body and of its recovery. A run that was cancelled once goes other
     * ways than the undisturbed one, so its later points are found by their place.
     */
    private List<Cancel> cancels(Told told) {
        List<Cancel> cancels = new ArrayList<>();
        for (Run run : told.runs()) {
            List<Place> places = places(run, run.passages());
            for (Cancel cancel : run.delivered()) {
                cancels.add(new Cancel(point(places.get(cancel.n() - 1)).n(), cancel.when()));
            }
        }
        return cancels;
    }

    /** The point of the story at this place; a new one if there is none yet. */
    private Point point(Place place) {
        return points.computeIfAbsent(
                place, p -> new Point(points.size() + 1, p.file, p.line, p.call, p.thread));
    }

    private static List<Place> places(Run run, List<Passage> passages) {
        Map<Place, Integer> times = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (Passage passage : passages) {
            Place place = place(run, passage, 0);
            places.add(place(run, passage, times.merge(place, 1, Integer::sum)));
        }
        return places;
    }

    private static Place place(Run run, Passage passage, int times) {
        Site site = passage.site;
        return new Place(site.file(), site.line(), site.what(), run.name(passage.thread), times);
    }

    private static List<Step> steps(Told told, String source) {
        List<Step> steps = new ArrayList<>();
        for (Run run : told.runs()) {
            for (Run.LineReached reached : run.lines()) {
                Step step = new Step(run.name(reached.thread()), reached.site().line());
                if (reached.site().file().equals(source)
                        && (steps.isEmpty() || !steps.getLast().equals(step))) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    private Story.Run run(Told told, String source) {
        Run run = told.run();
        List<Step> steps = steps(told, source);
        List<Promise> promises = new ArrayList<>(told.result().promises());
        promises.addAll(told.more());
        Throwable failure = told.failure();
        if (failure != null
                && !(failure instanceof AttemptInProgress.PromiseBroken)
                && !(failure instanceof AttemptInProgress.NothingToAssert)) {
            promises.add(new Promise(said(failure), false));
        }
        Throwable thrown = run.thrown();
        boolean flag = run.ending() instanceof Ending.Finished finished && finished.interrupted();
        return new Story.Run(
                cancels(told),
                thrown == null ? null : thrown.getClass().getSimpleName(),
                flag,
                told.result().values(),
                promises,
                steps.isEmpty() ? 0 : steps.getLast().line(),
                thrownBehind(run, source),
                steps.size() <= STEPS_TOLD
                        ? steps
                        : steps.subList(steps.size() - STEPS_TOLD, steps.size()),
                told.result().order());
    }

    /**
     * The line in which the interrupt exception was thrown that the body ended with, if it was not
     * the call that was cancelled: one that need not wait leaves the interrupt to a later one. Else
     * 0.
     */
    private static int thrownBehind(Run run, String source) {
        Throwable thrown = run.thrown();
        if (run.delivered().isEmpty()
                || thrown == null
                || !thrown.getClass().getSimpleName().contains("Interrupt")) {
            return 0;
        }
        Site cancelled = run.passages().get(run.delivered().getLast().n() - 1).site;
        return Run.wovenFrame(thrown.getStackTrace())
                .filter(f -> source.equals(f.getFileName()))
                .map(StackTraceElement::getLineNumber)
                .filter(line -> cancelled.kind() == Site.Kind.POINT && line != cancelled.line())
                .orElse(0);
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof AssertionError && message != null
                ? message.strip()
                : failure.toString();
    }

    /** The first file besides the test's own that the body passed through. */
    private String source(Run run) {
        return sites(run)
                .map(Site::file)
                .filter(f -> !f.equals(testFile))
                .findFirst()
                .orElse(testFile);
    }

    /** Internal name of a class in that file; empty if no line of it was reached. */
    String sourceClass() {
        Run run = told.getFirst().run();
        String source = source(run);
        return sites(run)
                .filter(s -> s.file().equals(source))
                .map(Site::className)
                .findFirst()
                .orElse("");
    }

    private static Stream<Site> sites(Run run) {
        return run.lines().stream().map(Run.LineReached::site);
    }
}
