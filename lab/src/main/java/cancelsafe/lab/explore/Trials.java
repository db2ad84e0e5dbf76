package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.Tried;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The attempts of one exploration: makes them, and keeps those that the story tells. */
final class Trials {
    private static final int MOST_SEQUENCES_OF_TIMERS = 800;

    /** What the code is to blame for, whatever has been cancelled. */
    private static final List<Class<? extends Throwable>> OF_BUGS =
            List.of(
                    AssertionError.class,
                    NullPointerException.class,
                    IllegalMonitorStateException.class,
                    IndexOutOfBoundsException.class,
                    ClassCastException.class,
                    ArithmeticException.class,
                    ConcurrentModificationException.class);

    private final String name;
    private final Class<?> testClass;
    private final Exploration.TestMethod method;
    private final List<AttemptResult> attempts = new ArrayList<>();
    private final Map<Cancel, AttemptResult> firsts = new LinkedHashMap<>();
    private final List<Pair> pairs = new ArrayList<>();
    private final List<Tried> tried = new ArrayList<>();
    private final LongExploration progress;
    private int runs;
    private long leftOut;
    private final TestSpec spec;
    private final Plan plan;
    private final Places places;
    private final List<Cancel> cancellations;

    /** What came of two disturbances of the body in one run. */
    record Pair(Plan plan, AttemptResult result) {}

    /**
     * Makes the undisturbed attempt.
     *
     * @throws NotBegun if the test threw before its body began
     */
    Trials(
            String name,
            Class<?> testClass,
            Exploration.TestMethod method,
            LongExploration progress) {
        this.name = name;
        this.progress = progress;
        this.testClass = testClass;
        this.method = method;
        Plan nothing = Plan.ofNothing();
        AttemptInProgress test = new AttemptInProgress(nothing, testClass);
        AttemptResult dry = attemptAll(nothing, test);
        attempts.set(0, returned(attempts.getFirst()));
        spec = test.spec();
        plan = nothing.comparedWith(undisturbed(dry.run()));
        places = new Places(spec);
        cancellations = spec.undisturbed ? List.of() : places.cancellations(dry.run(), 0);
    }

    private static Plan.Undisturbed undisturbed(Run run) {
        boolean ends = run.end() instanceof RunEnd.Finished;
        Object value = run.end() instanceof RunEnd.Finished finished ? finished.value() : null;
        return new Plan.Undisturbed(ends, run.leaks().permits(), value, run.thrown());
    }

    /** What the test has said of itself in the undisturbed attempt. */
    TestSpec spec() {
        return spec;
    }

    /** The undisturbed attempt, with what is said of the exploration as a whole. */
    AttemptResult dry() {
        return attempts.getFirst();
    }

    /** The plan of an attempt in which nothing happens: what others are made of. */
    Plan plan() {
        return plan;
    }

    /** The attempts that the story tells, the undisturbed one first. */
    List<AttemptResult> attempts() {
        return attempts;
    }

    /** Whether no attempt that the story tells has broken anything. */
    boolean allKept() {
        return attempts.stream().allMatch(AttemptResult::kept);
    }

    /** Every way to cancel, or to crash, the undisturbed run; none if the test asks for none. */
    List<Cancel> cancellations() {
        return cancellations;
    }

    /** What came of each single cancellation, in their order. */
    Map<Cancel, AttemptResult> firsts() {
        return firsts;
    }

    /** This came of a single cancellation. */
    void noteFirst(Cancel cancel, AttemptResult result) {
        firsts.put(cancel, result);
    }

    /** Where runs of this test can be disturbed. */
    Places places() {
        return places;
    }

    /** The pairs of disturbances that came. */
    List<Pair> pairs() {
        return pairs;
    }

    /** This came of two disturbances in one run, of which none is in the recovery. */
    void notePair(Plan plan, AttemptResult result) {
        if (result.isHit() && plan.inRecovery().isEmpty()) {
            pairs.add(new Pair(plan, result));
        }
    }

    /** The story tells this attempt. */
    void note(AttemptResult result) {
        attempts.add(result);
    }

    /** Adds a promise of the exploration as a whole to the undisturbed run. */
    void say(Promise promise) {
        attempts.set(0, attempts.getFirst().and(promise));
    }

    /**
     * Says that only so many runs were made of those that the test asks for, if there are more.
     *
     * @param what they are of, in words
     * @param detail which of them were made; may be empty
     */
    void sayIfLeftOut(int made, int wanted, String what, String detail) {
        if (made < wanted) {
            leftOut += wanted - made;
            String words = String.format(Locale.ROOT, "%,d of %,d %s", made, wanted, what);
            say(Promise.ofTest(PromiseKind.SEARCHED, words, detail, true));
        }
    }

    /** So many runs were left out, which has been said. */
    void leaveOut(long more) {
        leftOut += more;
    }

    /** Says what all together would have cost, if something was left out. */
    void sayWhatAllCosts() {
        if (leftOut > 0) {
            String cost =
                    String.format(Locale.ROOT, ": %,d of about %,d runs", runs, runs + leftOut);
            say(Promise.ofTest(PromiseKind.SEARCHED, "in all", cost, true));
        }
    }

    /** An attempt that is not told, on fresh objects. */
    AttemptResult attempt(Plan each) {
        return attempt(new AttemptInProgress(each, testClass));
    }

    /** A body that nothing disturbs returns, unless the test asks how it ended. */
    private static AttemptResult returned(AttemptResult result) {
        Throwable thrown = result.overlooked();
        return result.run().isCancelled() || !result.kept() || thrown == null
                ? result
                : result.broken(PromiseKind.RETURNS, "it threw " + WovenFrames.describe(thrown));
    }

    /** An attempt that is told only if a promise is broken in it. */
    AttemptResult attemptUntold(Plan each) {
        AttemptResult attempted = attempt(each);
        AttemptResult result = each.hasLateReturn() ? attempted : returned(attempted);
        if (result.counts() && !result.promisesKept()) {
            attempts.add(result);
        }
        return result;
    }

    /** What was tried, and in how many runs, of the dimensions that were explored. */
    List<Tried> tried() {
        return List.copyOf(tried);
    }

    /** Explores one dimension. */
    void explore(Dimension dimension) {
        int before = runs;
        progress.begin(dimension.name());
        dimension.explore(this);
        if (runs > before) {
            tried.add(new Tried(dimension.name(), runs - before));
        }
    }

    /** An attempt, once for each sequence in which its timers may fire; the first is told. */
    AttemptResult attemptAll(Plan each) {
        return attemptAll(each, new AttemptInProgress(each, testClass));
    }

    private AttemptResult attemptAll(Plan each, AttemptInProgress test) {
        AttemptResult first = attempt(test);
        if (!first.counts() && first.runs().stream().anyMatch(Run::isMissed)) {
            attempts.add(
                    first.broken(
                            PromiseKind.REPEATABLE,
                            "point %d was reached once and then never again"
                                    .formatted(each.last())));
        } else if (first.counts()) {
            boolean comparable = !attempts.isEmpty() && first.isHit();
            attempts.add(comparable ? compared(attempts.getFirst(), first, each) : first);
        }
        for (int sequences = 1; each.search().next(); sequences++) {
            if (sequences == MOST_SEQUENCES_OF_TIMERS) {
                attempts.add(
                        first.broken(
                                PromiseKind.EXHAUSTIVE,
                                "more than " + MOST_SEQUENCES_OF_TIMERS + " sequences of timers"));
                break;
            }
            AttemptResult other = attempt(new AttemptInProgress(each, testClass));
            if (other.counts() && !other.promisesKept()) {
                attempts.add(other);
            }
        }
        return first;
    }

    private AttemptResult attempt(AttemptInProgress attempt) {
        runs++;
        progress.run();
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
        progress.note(result.promises());
        return withoutBug(result.endedBy(failure, attempt.overlooked()));
    }

    /**
     * A body that is disturbed, or that runs in another schedule, fails by what it meets there,
     * unless the test asks how it ended.
     */
    private static AttemptResult withoutBug(AttemptResult result) {
        Throwable thrown = result.overlooked();
        boolean isUnusual = result.run().isCancelled() || !result.schedule().isEmpty();
        if (thrown == null || !isUnusual || !result.kept()) {
            return result;
        }
        return OF_BUGS.stream().anyMatch(type -> type.isInstance(thrown))
                ? result.broken(PromiseKind.NO_BUG, "it threw " + WovenFrames.describe(thrown))
                : result;
    }

    /** Carries what a test method threw before its body began. */
    static final class NotBegun extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotBegun(Throwable cause) {
            super(cause);
        }
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

    /** What ended the test method of the first attempt that failed; null if none did. */
    @Nullable Throwable firstFailure() {
        return attempts.stream()
                .map(AttemptResult::failure)
                .filter(f -> f != null && !(f instanceof AttemptRunner.NothingToAssert))
                .findFirst()
                .orElse(null);
    }
}
