package cancelsafe.lab;

import cancelsafe.lab.Story.Cancel;
import cancelsafe.lab.Story.Point;
import cancelsafe.lab.Story.Promise;
import cancelsafe.lab.Story.Step;
import cancelsafe.lab.hook.Site;

import java.util.ArrayList;
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
    private final Map<PlaceInRecovery, Point> inRecovery = new LinkedHashMap<>();

    /** The same in all recoveries, whatever crash they follow. */
    private record PlaceInRecovery(Site site, String thread, int times) {}

    StoryTeller(String name, String testFile, List<Told> told) {
        this.name = name;
        this.testFile = testFile;
        this.told = told;
    }

    Story story() {
        Told dry = told.getFirst();
        Run run = dry.run();
        String source = source(run);
        List<Point> points = new ArrayList<>();
        for (Passage p : Exploration.explored(run)) {
            points.add(
                    new Point(
                            p.n, p.site.file(), p.site.line(), p.site.what(), run.name(p.thread)));
        }
        List<Story.Run> runs = told.stream().map(t -> run(t, source, points.size())).toList();
        points.addAll(inRecovery.values());
        return new Story(
                Story.SCHEMA, "", "", name, source, "", dry.result().watch(), points, runs);
    }

    /** The cancellations of the body, and those of its recovery, which has points of its own. */
    private List<Cancel> cancels(Told told, int points) {
        List<Cancel> cancels = new ArrayList<>(told.run().delivered());
        for (Run recovery : told.recoveries()) {
            for (Cancel cancel : recovery.delivered()) {
                cancels.add(new Cancel(pointOf(recovery, cancel.n(), points).n(), cancel.when()));
            }
        }
        return cancels;
    }

    private Point pointOf(Run recovery, int n, int points) {
        Passage passage = recovery.passages().get(n - 1);
        Site site = passage.site;
        String thread = recovery.name(passage.thread);
        long times =
                recovery.passages().subList(0, n).stream().filter(p -> p.site.equals(site)).count();
        return inRecovery.computeIfAbsent(
                new PlaceInRecovery(site, thread, (int) times),
                p ->
                        new Point(
                                points + inRecovery.size() + 1,
                                site.file(),
                                site.line(),
                                site.what(),
                                thread));
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

    private Story.Run run(Told told, String source, int points) {
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
        Throwable thrown =
                run.ending() instanceof Ending.Finished finished ? finished.thrown() : null;
        boolean flag = run.ending() instanceof Ending.Finished finished && finished.interrupted();
        return new Story.Run(
                cancels(told, points),
                thrown == null ? null : thrown.getClass().getSimpleName(),
                flag,
                told.result().values(),
                promises,
                steps.isEmpty() ? 0 : steps.getLast().line(),
                steps.size() <= STEPS_TOLD
                        ? steps
                        : steps.subList(steps.size() - STEPS_TOLD, steps.size()),
                told.result().order());
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
