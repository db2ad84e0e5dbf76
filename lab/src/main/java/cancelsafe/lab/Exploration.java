package cancelsafe.lab;

import cancelsafe.lab.Story.Cancel;
import cancelsafe.lab.Story.Promise;
import cancelsafe.lab.Story.When;
import cancelsafe.lab.hook.Site;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a test undisturbed, then once for each place where its body can be cancelled, and tells what
 * came of it. For those who bring the lab into a test library; tests use {@link
 * cancelsafe.lab.Cancel} or the annotation of {@code cancelsafe.lab.junit}.
 */
public final class Exploration {
    private static final int HORIZON = 100;
    private static final int MOST_ORDERS_OF_TIMERS = 200;
    private static final int MOST_SURPRISES = 2;

    /** A count, not a time: a verdict must not depend on how busy the machine is. */
    private static final int MOST_RUNS = 20_000;

    /** So many orders are tried after one has failed, for one that is told more easily. */
    private static final int MORE_FAILURES = 200;

    private static final String NO_POINT = "nothing here can be cancelled";

    private final String name;
    private final Class<?> testClass;
    private final TestMethod method;
    private final List<Told> told = new ArrayList<>();

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
        Told dry = attemptAll(Plan.ofNothing());
        Throwable overlooked = dry.attempt().overlooked();
        if (dry.kept() && overlooked != null) {
            dry = dry.broken(Owed.RETURNS + ", but it threw " + Run.spoken(overlooked));
            told.set(0, dry);
        }
        if (told.getFirst().promisesKept()) {
            Plan plan = Plan.ofNothing().comparedWith(dry.run());
            List<Cancel> cancellations =
                    dry.attempt().wantsPeace() ? List.of() : cancellations(dry.run(), 0);
            if (dry.run().passages().isEmpty() && !dry.attempt().wantsPeace()) {
                say(NO_POINT, true);
            }
            for (Cancel cancel : cancellations) {
                Told first = attemptAll(plan.and(cancel));
                if (dry.attempt().wantsPairs() && first.isHit()) {
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
            if (dry.attempt().wantsOrders() && told.stream().allMatch(Told::kept)) {
                inOrders(plan, cancellations, dry.attempt());
            }
        }
        sayIfNoneEnded();
        StoryTeller teller =
                new StoryTeller(name, topLevel(testClass).getSimpleName() + ".java", told);
        Story story = teller.story();
        return new Report(story, failure(story, teller.sourceClass()));
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

    /** An attempt, once for each order in which its timers may fire; the first is told always. */
    private Told attemptAll(Plan plan) {
        Told first = attempt(plan);
        if (!first.counts() && first.runs().stream().anyMatch(Run::isMissed)) {
            told.add(
                    first.broken(
                            "%s, but point %d was reached once and then never again"
                                    .formatted(Owed.REPEATABLE, plan.last())));
        } else if (first.counts()) {
            boolean comparable = !told.isEmpty() && first.isHit();
            told.add(comparable ? compared(told.getFirst(), first, plan) : first);
        }
        for (int orders = 1; plan.choices().next(); orders++) {
            if (orders == MOST_ORDERS_OF_TIMERS) {
                told.add(
                        first.broken(
                                Promise.NOT_EXHAUSTIVE
                                        + MOST_ORDERS_OF_TIMERS
                                        + " orders of timers"));
                break;
            }
            Told other = attempt(plan);
            if (other.counts() && !other.kept()) {
                told.add(other);
            }
        }
        return first;
    }

    /** Every plan in every order with at most 0, then 1, then 2 surprises, until one fails. */
    private void inOrders(Plan plan, List<Cancel> cancellations, AttemptInProgress test) {
        List<Plan> plans = new ArrayList<>(List.of(plan));
        cancellations.forEach(cancel -> plans.add(plan.and(cancel)));
        int runs = 0;
        for (int surprises = 0; surprises <= MOST_SURPRISES; surprises++) {
            for (Plan expected : plans) {
                Plan each = expected.decidedBy(test.orders(surprises));
                do {
                    if (++runs > MOST_RUNS) {
                        say(
                                Promise.NOT_EXHAUSTIVE
                                        + MOST_RUNS
                                        + " orders; complete is "
                                        + upTo(surprises - 1),
                                false);
                        return;
                    }
                    Told other = attempt(each);
                    if (other.counts() && !other.kept()) {
                        told.add(withFewestSwitches(other, each));
                        return;
                    }
                } while (each.choices().next());
            }
        }
        if (test.wantsOneOrder()) {
            say(Promise.NOT_EXHAUSTIVE + "the one order that the test names", false);
        } else {
            say(upTo(MOST_SURPRISES) + ": " + runs + " runs", true);
        }
    }

    /** Of the next orders that fail as well, the one that is easiest to follow. */
    private Told withFewestSwitches(Told first, Plan plan) {
        Told fewest = first;
        for (int more = 0;
                more < MORE_FAILURES && isQuick(first) && plan.choices().next();
                more++) {
            Told other = attempt(plan);
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
    private static boolean isQuick(Told told) {
        Ending ending = told.run().ending();
        return ending instanceof Ending.Finished || ending instanceof Ending.Blocked;
    }

    /** A body that no run has brought to its end has not been judged at all. */
    private void sayIfNoneEnded() {
        Ending dry = told.getFirst().run().ending();
        boolean judged =
                told.stream()
                        .anyMatch(
                                t ->
                                        !t.promisesKept()
                                                || t.run().ending() instanceof Ending.Finished);
        if (!judged) {
            String how =
                    dry instanceof Ending.Endless endless
                            ? endless.how()
                            : "it waits for ever, " + dry;
            say(Owed.SOMEHOW_ENDS + ": " + how, false);
        }
    }

    private static String upTo(int surprises) {
        return switch (surprises) {
            case -1 -> "no order";
            case 0 -> "every order without surprises";
            case 1 -> "every order with at most one surprise";
            default -> "every order with at most " + surprises + " surprises";
        };
    }

    /** Adds a promise of the exploration as a whole to the undisturbed run. */
    private void say(String text, boolean kept) {
        told.set(0, told.getFirst().and(new Promise(text, kept)));
    }

    private @Nullable Throwable firstFailure() {
        return told.stream()
                .map(Told::failure)
                .filter(f -> f != null && !(f instanceof AttemptInProgress.NothingToAssert))
                .findFirst()
                .orElse(null);
    }

    private Told attempt(Plan plan) {
        AttemptInProgress attempt = new AttemptInProgress(plan);
        Throwable failure = null;
        try {
            method.invoke(attempt);
        } catch (Throwable t) {
            failure = t;
        }
        AttemptInProgress.Result record = attempt.record();
        if (record == null) {
            throw failure == null
                    ? new IllegalStateException(
                            name + " never runs a body: it must call attempt.run or attempt.call")
                    : new NotBegun(failure);
        }
        return new Told(attempt, record, List.of(), failure);
    }

    /** Carries what a test method threw before its body began. */
    private static final class NotBegun extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotBegun(Throwable cause) {
            super(cause);
        }
    }

    /** All points of a body that ends; those up to a horizon of one that does not. */
    static List<Passage> explored(Run run) {
        List<Passage> all = run.passages();
        return run.ending() instanceof Ending.Endless ? all.subList(0, horizon(all)) : all;
    }

    /** Every way to cancel, or to crash, at the points behind the first {@code behind}. */
    private static List<Cancel> cancellations(Run run, int behind) {
        List<Passage> explored = explored(run);
        List<Cancel> cancellations = new ArrayList<>();
        for (Passage passage :
                explored.subList(Math.min(behind, explored.size()), explored.size())) {
            for (When when : run.ways(passage)) {
                cancellations.add(new Cancel(passage.n, when));
            }
        }
        return cancellations;
    }

    /** The shortest way in which every place has come twice, or as often as it ever does. */
    private static int horizon(List<Passage> passages) {
        Map<Site, Integer> wanted = new HashMap<>();
        passages.forEach(p -> wanted.merge(p.site, 1, (a, b) -> Math.min(2, a + b)));
        for (int n = 1; n <= passages.size(); n++) {
            wanted.computeIfPresent(
                    passages.get(n - 1).site, (s, left) -> left > 1 ? left - 1 : null);
            if (wanted.isEmpty() || n == HORIZON) {
                return n;
            }
        }
        return passages.size();
    }

    /** Up to its cancellation a run goes as the undisturbed one does. */
    private static Told compared(Told dry, Told attempt, Plan plan) {
        List<Passage> expected = dry.run().passages();
        List<Passage> seen = attempt.run().passages();
        int common = plan.cancels().isEmpty() ? 0 : plan.cancels().getFirst().n();
        for (int i = 0; i < common; i++) {
            if (!expected.get(i).site.equals(seen.get(i).site)) {
                return attempt.broken(
                        "%s, but point %d was %s and then %s"
                                .formatted(
                                        Owed.REPEATABLE,
                                        i + 1,
                                        expected.get(i).site,
                                        seen.get(i).site));
            }
        }
        return attempt;
    }
}
