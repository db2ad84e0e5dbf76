package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.LineTrace.LineReached;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Point;
import cancelsafe.lab.story.Story.Step;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes a story of the attempts of an exploration. */
final class StoryTeller {
    private static final Pattern END_OF_SUBJECT = Pattern.compile("[:\n]|, but ");

    private final String name;
    private final String testFile;
    private final List<AttemptResult> attempts;
    private final List<Story.Tried> tried;
    private final Map<Place, Point> points = new LinkedHashMap<>();

    /** Where a thread comes for the n-th time: the same place in all runs. */
    private record Place(String file, int line, String call, String thread, int times) {}

    StoryTeller(
            String name, String testFile, List<AttemptResult> attempts, List<Story.Tried> tried) {
        this.tried = tried;
        this.name = name;
        this.testFile = testFile;
        this.attempts = attempts;
    }

    Story story() {
        AttemptResult dry = attempts.getFirst();
        Run run = dry.run();
        String source = source(run);
        places(run, Horizon.explored(run)).forEach(this::point);
        List<Story.Run> runs = attempts.stream().map(t -> run(t, source)).toList();
        return new Story(
                Story.SCHEMA,
                "",
                "",
                name,
                source,
                "",
                dry.watch(),
                List.copyOf(points.values()),
                runs,
                tried);
    }

    /**
     * The cancellations of the body and of its recovery. A run that was cancelled once goes other
     * ways than the undisturbed one, so its later points are found by their place.
     */
    private List<Cancel> cancels(AttemptResult attempt) {
        List<Cancel> cancels = new ArrayList<>();
        for (Run run : attempt.runs()) {
            List<Place> places = places(run, run.visits());
            for (Cancel cancel : run.delivered()) {
                Place place =
                        switch (cancel.when()) {
                            case ENTRY -> begin(run);
                            case ALLOWED -> places(run, run.allowed()).get(cancel.n() - 1);
                            default -> places.get(cancel.n() - 1);
                        };
                cancels.add(named(cancel, run).at(point(place).n()));
            }
        }
        Fault.Thrown fault = attempt.run().fault();
        if (fault != null) {
            CodeLocation at = fault.site();
            String thread = attempt.run().name(fault.thread());
            Place place = new Place(at.file(), at.line(), at.what(), thread, 0);
            String what = fault.thrown().getClass().getSimpleName();
            cancels.add(new Cancel(point(place).n(), When.FAULT, what));
        }
        return cancels;
    }

    /** What is done at a point of the test is done as it names it. */
    private static Cancel named(Cancel cancel, Run run) {
        return cancel.what().isEmpty() && cancel.isAtPoint()
                ? cancel.of(run.nameOfAction())
                : cancel;
    }

    /** The first line of the source that the body reaches. */
    private Place begin(Run run) {
        String source = source(attempts.getFirst().run());
        int line =
                sites(run)
                        .filter(s -> s.file().equals(source))
                        .mapToInt(CodeLocation::line)
                        .findFirst()
                        .orElse(0);
        return new Place(source, line, "the body begins", "body", 1);
    }

    /** The point of the story at this place; a new one if there is none yet. */
    private Point point(Place place) {
        return points.computeIfAbsent(
                place, p -> new Point(points.size() + 1, p.file, p.line, p.call, p.thread));
    }

    private static List<Place> places(Run run, List<PointVisit> visits) {
        Map<Place, Integer> times = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (PointVisit visit : visits) {
            Place place = place(run, visit, 0);
            places.add(place(run, visit, times.merge(place, 1, Integer::sum)));
        }
        return places;
    }

    private static Place place(Run run, PointVisit visit, int times) {
        CodeLocation site = visit.site();
        return new Place(site.file(), site.line(), site.what(), run.name(visit.thread()), times);
    }

    private Story.Run run(AttemptResult attempt, String source) {
        Run run = attempt.run();
        ToldSteps told = new ToldSteps(attempt.runs(), source);
        List<Step> steps = told.steps();
        List<Promise> promises = new ArrayList<>(attempt.promises());
        Throwable failure = attempt.failure();
        if (failure != null
                && !(failure instanceof AttemptRunner.PromiseBroken)
                && !(failure instanceof AttemptRunner.NothingToAssert)) {
            promises.add(asserted(describe(failure)));
        }
        Throwable thrown = run.thrown();
        boolean flag = run.end() instanceof RunEnd.Finished finished && finished.interrupted();
        return new Story.Run(
                cancels(attempt),
                promises.stream().allMatch(Promise::kept)
                        ? ""
                        : new EndInWords(run, source).clause(),
                thrown == null ? null : thrown.getClass().getSimpleName(),
                flag,
                attempt.values(),
                promises,
                steps.isEmpty() ? 0 : steps.getLast().line(),
                thrownBehind(run, source),
                steps,
                told.gaps(),
                told.departures(),
                attempt.schedule());
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
        Cancel last = run.delivered().getLast();
        if (!last.isAtPoint()) {
            return 0;
        }
        CodeLocation cancelled = run.visits().get(last.n() - 1).site();
        return WovenFrames.innermost(thrown.getStackTrace())
                .filter(f -> source.equals(f.getFileName()))
                .map(StackTraceElement::getLineNumber)
                .filter(
                        line ->
                                cancelled.kind() == CodeLocation.Kind.POINT
                                        && line != cancelled.line())
                .orElse(0);
    }

    /** What a failing assertion is about ends where its first line or clause does. */
    private static Promise asserted(String text) {
        Matcher end = END_OF_SUBJECT.matcher(text);
        int at = end.find() ? end.start() : text.length();
        return Promise.ofTest(
                PromiseKind.ASSERTION, text.substring(0, at), text.substring(at), false);
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        return failure instanceof AssertionError && message != null
                ? message.strip()
                : failure.toString();
    }

    /**
     * The file that the test is named after, if the body passed through it: {@code Pool.java} for
     * {@code PoolTest.java}. Else the first one besides the test's own, which may be a helper's.
     */
    private String source(Run run) {
        List<String> passed =
                sites(run).map(CodeLocation::file).filter(f -> !f.equals(testFile)).toList();
        String tested = testFile.replaceFirst("Tests?\\.java$", ".java");
        if (passed.contains(tested)) {
            return tested;
        }
        return passed.isEmpty() ? testFile : passed.getFirst();
    }

    /** Internal name of a class in that file; empty if no line of it was reached. */
    String sourceClass() {
        Run run = attempts.getFirst().run();
        String source = source(run);
        return sites(run)
                .filter(s -> s.file().equals(source))
                .map(CodeLocation::className)
                .findFirst()
                .orElse("");
    }

    private static Stream<CodeLocation> sites(Run run) {
        return run.lines().lines().stream().map(LineReached::site);
    }
}
