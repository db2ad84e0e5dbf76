package cancelsafe.lab.explore;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;
import cancelsafe.lab.story.FailureText;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.SourceText;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Runs a test undisturbed, then once for each place where its body can be cancelled, and tells what
 * came of it. For those who bring the lab into a test library; tests use {@link Cancel} or the
 * annotation of {@code cancelsafe.lab.junit}.
 */
public final class Exploration {
    private static final int MOST_SEQUENCES_OF_TIMERS = 200;
    private static final int DELAY_BOUND = 2;

    /** A count, not a time: a verdict must not depend on how busy the machine is. */
    private static final int MOST_RUNS = 20_000;

    /** So many schedules are tried after one has failed, for one that is told more easily. */
    private static final int MORE_FAILURES = 200;

    private final String name;
    private final Class<?> testClass;
    private final TestMethod method;
    private final List<AttemptResult> attempts = new ArrayList<>();

    /** The test method, called once for each attempt. */
    @FunctionalInterface
    public interface TestMethod {
        /**
         * Calls the test with this attempt, on fresh objects.
         *
         * @throws Throwable whatever the test throws; the lab judges it
         */
        void invoke(Attempt attempt) throws Throwable;
    }

    /**
     * An exploration that has not begun.
     *
     * @param name name of the test
     * @param testClass the class that the test stands in; its loader finds the sources
     * @param method called once for each attempt, always on the thread that explores
     */
    public Exploration(String name, Class<?> testClass, TestMethod method) {
        this.name = name;
        this.testClass = testClass;
        this.method = method;
    }

    /**
     * Explores. An interrupt of the calling thread meanwhile does not reach the body.
     *
     * @return what the lab saw
     * @throws IllegalStateException if the test misuses the lab, for example with a body that is
     *     not woven
     * @throws Throwable what the test threw before its body began
     */
    public Report explore() throws Throwable {
        try {
            return explored();
        } catch (NotBegun e) {
            throw e.getCause();
        }
    }

    private Report explored() {
        Plan nothing = Plan.ofNothing();
        AttemptInProgress test = new AttemptInProgress(nothing);
        AttemptResult dry = attemptAll(nothing, test);
        if (dry.kept() && dry.overlooked() != null) {
            dry =
                    dry.broken(
                            PromiseKind.RETURNS,
                            "it threw " + WovenFrames.describe(dry.overlooked()));
            attempts.set(0, dry);
        }
        if (attempts.getFirst().promisesKept()) {
            exploreFrom(dry, test.spec());
        }
        sayIfNoneEnded();
        StoryTeller teller =
                new StoryTeller(name, topLevel(testClass).getSimpleName() + ".java", attempts);
        Story story = teller.story();
        return new Report(story, failure(story, teller.sourceClass()));
    }

    private void exploreFrom(AttemptResult dry, TestSpec test) {
        Plan plan = Plan.ofNothing().comparedWith(undisturbed(dry.run()));
        List<Cancel> cancellations = test.undisturbed ? List.of() : cancellations(dry.run(), 0);
        if (dry.run().visits().isEmpty() && !test.undisturbed) {
            say(Promise.kept(PromiseKind.NO_POINT));
        }
        for (Cancel cancel : cancellations) {
            AttemptResult first = attemptAll(plan.and(cancel));
            if (test.pairs && first.isHit()) {
                for (Cancel second : cancellations(first.run(), cancel.n())) {
                    attemptAll(plan.and(cancel).and(second));
                }
                for (Run recovery : first.recoveries()) {
                    for (Cancel second : cancellations(recovery, 0)) {
                        attemptAll(plan.and(cancel).andInRecovery(second));
                    }
                }
            }
        }
        if (test.wantsSchedules() && attempts.stream().allMatch(AttemptResult::kept)) {
            inSchedules(plan, cancellations, test);
        }
    }

    private static Plan.Undisturbed undisturbed(Run run) {
        return new Plan.Undisturbed(
                run.end() instanceof RunEnd.Finished, run.leaks().permitsKept());
    }

    private static Class<?> topLevel(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return enclosing == null ? type : topLevel(enclosing);
    }

    private @Nullable AssertionError failure(Story story, String sourceClass) {
        if (story.runs().stream().allMatch(Story.Run::kept)) {
            return null;
        }
        List<String> source = SourceText.of(testClass.getClassLoader(), sourceClass);
        return new AssertionError(FailureText.of(story, source), firstFailure());
    }

    /** An attempt, once for each sequence in which its timers may fire; the first always counts. */
    private AttemptResult attemptAll(Plan plan) {
        return attemptAll(plan, new AttemptInProgress(plan));
    }

    private AttemptResult attemptAll(Plan plan, AttemptInProgress test) {
        AttemptResult first = attempt(test);
        if (!first.counts() && first.runs().stream().anyMatch(Run::isMissed)) {
            attempts.add(
                    first.broken(
                            PromiseKind.REPEATABLE,
                            "point %d was reached once and then never again"
                                    .formatted(plan.last())));
        } else if (first.counts()) {
            boolean comparable = !attempts.isEmpty() && first.isHit();
            attempts.add(comparable ? compared(attempts.getFirst(), first, plan) : first);
        }
        for (int sequences = 1; plan.search().next(); sequences++) {
            if (sequences == MOST_SEQUENCES_OF_TIMERS) {
                attempts.add(
                        first.broken(
                                PromiseKind.EXHAUSTIVE,
                                "more than " + MOST_SEQUENCES_OF_TIMERS + " sequences of timers"));
                break;
            }
            AttemptResult other = attempt(new AttemptInProgress(plan));
            if (other.counts() && !other.kept()) {
                attempts.add(other);
            }
        }
        return first;
    }

    /** Every plan in every schedule with at most 0, then 1, then 2 delays, until one fails. */
    private void inSchedules(Plan plan, List<Cancel> cancellations, TestSpec test) {
        List<Plan> plans = new ArrayList<>(List.of(plan));
        cancellations.forEach(cancel -> plans.add(plan.and(cancel)));
        int runs = 0;
        for (int delays = 0; delays <= DELAY_BOUND; delays++) {
            for (Plan expected : plans) {
                Plan each = expected.scheduledBy(test.schedules(delays));
                do {
                    if (++runs > MOST_RUNS) {
                        say(
                                Promise.broken(
                                        PromiseKind.EXHAUSTIVE,
                                        "more than %d schedules; complete is %s"
                                                .formatted(MOST_RUNS, upTo(delays - 1))));
                        return;
                    }
                    AttemptResult other = attempt(new AttemptInProgress(each));
                    if (other.counts() && !other.kept()) {
                        attempts.add(withFewestSwitches(other, each));
                        return;
                    }
                } while (each.search().next());
            }
        }
        say(
                test.replay == null
                        ? Promise.ofTest(
                                PromiseKind.SEARCHED,
                                upTo(DELAY_BOUND),
                                ": " + runs + " runs",
                                true)
                        : Promise.broken(
                                PromiseKind.EXHAUSTIVE,
                                "more than the one schedule that the test names"));
    }

    /** Of the next schedules that fail as well, the one that is easiest to follow. */
    private AttemptResult withFewestSwitches(AttemptResult first, Plan plan) {
        AttemptResult fewest = first;
        for (int more = 0; more < MORE_FAILURES && isQuick(first) && plan.search().next(); more++) {
            AttemptResult other = attempt(new AttemptInProgress(plan));
            if (other.counts()
                    && !other.kept()
                    && isQuick(other)
                    && other.run().switches() < fewest.run().switches()) {
                fewest = other;
            }
        }
        return fewest;
    }

    /** A run that was given up may have taken long. */
    private static boolean isQuick(AttemptResult result) {
        RunEnd end = result.run().end();
        return end instanceof RunEnd.Finished || end instanceof RunEnd.Deadlocked;
    }

    /** A body that no run has brought to its end has not been judged at all. */
    private void sayIfNoneEnded() {
        boolean judged =
                attempts.stream()
                        .anyMatch(
                                a -> !a.promisesKept() || a.run().end() instanceof RunEnd.Finished);
        if (!judged) {
            RunEnd dry = attempts.getFirst().run().end();
            String how =
                    dry instanceof RunEnd.Diverges diverges
                            ? diverges.how()
                            : "it waits for ever, " + dry;
            say(Promise.broken(PromiseKind.ENDS_SOMEHOW, how));
        }
    }

    private static String upTo(int delays) {
        return switch (delays) {
            case -1 -> "no schedule";
            case 0 -> "every schedule without delays";
            case 1 -> "every schedule with at most one delay";
            default -> "every schedule with at most " + delays + " delays";
        };
    }

    /** Adds a promise of the exploration as a whole to the undisturbed run. */
    private void say(Promise promise) {
        attempts.set(0, attempts.getFirst().and(promise));
    }

    private @Nullable Throwable firstFailure() {
        return attempts.stream()
                .map(AttemptResult::failure)
                .filter(f -> f != null && !(f instanceof AttemptRunner.NothingToAssert))
                .findFirst()
                .orElse(null);
    }

    private AttemptResult attempt(AttemptInProgress attempt) {
        Throwable failure = null;
        try {
            method.invoke(attempt);
        } catch (Throwable t) {
            failure = t;
        }
        AttemptResult result = attempt.result();
        if (result == null) {
            throw failure == null
                    ? new IllegalStateException(
                            name + " never runs a body: it must call attempt.run or attempt.call")
                    : new NotBegun(failure);
        }
        return result.endedBy(failure, attempt.overlooked());
    }

    /** Carries what a test method threw before its body began. */
    private static final class NotBegun extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotBegun(Throwable cause) {
            super(cause);
        }
    }

    /** Every way to cancel, or to crash, at the points after the first {@code after}. */
    private static List<Cancel> cancellations(Run run, int after) {
        List<PointVisit> explored = Horizon.explored(run);
        List<Cancel> cancellations = new ArrayList<>();
        for (PointVisit visit :
                explored.subList(Math.min(after, explored.size()), explored.size())) {
            for (When when : run.ways(visit)) {
                cancellations.add(new Cancel(visit.n(), when));
            }
        }
        return cancellations;
    }

    /** Up to its cancellation a run goes as the undisturbed one does. */
    private static AttemptResult compared(AttemptResult dry, AttemptResult attempt, Plan plan) {
        List<PointVisit> expected = dry.run().visits();
        List<PointVisit> seen = attempt.run().visits();
        int common = plan.cancels().isEmpty() ? 0 : plan.cancels().getFirst().n();
        for (int i = 0; i < common; i++) {
            if (!expected.get(i).site().equals(seen.get(i).site())) {
                return attempt.broken(
                        PromiseKind.REPEATABLE,
                        "point %d was %s and then %s"
                                .formatted(i + 1, expected.get(i).site(), seen.get(i).site()));
            }
        }
        return attempt;
    }
}
