package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.schedule.DelayBounded;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Several plans, each in every schedule with at most one delay, as far as a budget of runs allows:
 * one schedule of each plan in turn, so that all get an equal share. The first run that fails ends
 * the search, and is told. What was completed is said, and what it would have taken.
 */
final class OneDelay {
    /** Where not all plans get so many runs, every so manieth plan is searched. */
    private static final int FEWEST_RUNS_OF_A_PLAN = 10;

    private final Trials trials;
    private final String what;
    private int runs;
    private long wanted;

    /**
     * A search that has not begun.
     *
     * @param what the plans are of, in words
     */
    OneDelay(Trials trials, String what) {
        this.trials = trials;
        this.what = what;
    }

    /** The schedules of one plan: those without a delay, then those with one. */
    private final class Schedules {
        private final DelayBounded search = new DelayBounded(0, trials.spec().timersToo);
        private final Plan plan;
        private boolean delays;

        Schedules(Plan plan) {
            this.plan = plan.scheduledBy(search);
            wanted++;
        }

        boolean next() {
            if (search.next()) {
                wanted += delays ? 0 : 1;
                return true;
            }
            if (delays) {
                return false;
            }
            delays = true;
            wanted += search.beyond();
            search.raise();
            return search.next();
        }
    }

    /** Searches the schedules of these plans, if the test asks for schedules. */
    void search(List<Plan> plans) {
        boolean isAskedFor = trials.spec().allInterleavings && trials.spec().replay == null;
        if (!isAskedFor || plans.isEmpty() || !trials.allKept()) {
            return;
        }
        Schedules first = new Schedules(plans.getFirst());
        if (fails(first)) {
            return;
        }
        int budget = trials.spec().limits.mostRunsOfDisturbed(first.search.decisions());
        int most = Math.clamp(budget / FEWEST_RUNS_OF_A_PLAN, 1, plans.size());
        List<Schedules> open = new ArrayList<>(List.of(first));
        for (long i = 1; i < most; i++) {
            Schedules each = new Schedules(plans.get((int) (i * plans.size() / most)));
            if (fails(each)) {
                return;
            }
            open.add(each);
        }
        if (searchesInTurn(open, budget)) {
            say(most, plans.size());
        }
    }

    /** Whether nothing failed. */
    private boolean searchesInTurn(List<Schedules> open, int budget) {
        while (!open.isEmpty()) {
            for (Schedules each : List.copyOf(open)) {
                if (!each.next()) {
                    open.remove(each);
                } else if (runs >= budget) {
                    return true;
                } else if (fails(each)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean fails(Schedules each) {
        runs++;
        AttemptResult result = trials.attempt(each.plan);
        if (!result.counts() || result.promisesKept()) {
            return false;
        }
        trials.note(result);
        return true;
    }

    private void say(int plans, int allPlans) {
        String some = "";
        String about = "";
        if (plans < allPlans) {
            some = String.format(Locale.ROOT, "%,d of %,d ", plans, allPlans);
            about = "about ";
            wanted = wanted * allPlans / plans;
        }
        trials.leaveOut(wanted - runs);
        trials.say(
                Promise.ofTest(
                        PromiseKind.SEARCHED,
                        some + what + " in schedules with at most one delay",
                        String.format(Locale.ROOT, ": %,d of %s%,d runs", runs, about, wanted),
                        true));
    }
}
