package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Each pair of disturbances in every schedule with at most one delay, as far as the budget of runs
 * allows. The story tells of the first run in which a promise is broken.
 */
final class PairsInSchedules implements Dimension {
    @Override
    public String name() {
        return "pairs of disturbances in other schedules";
    }

    @Override
    public void explore(Trials trials) {
        new OneDelay(trials, "pairs of disturbances").search(plans(trials));
    }

    static List<Plan> plans(Trials trials) {
        List<Plan> plans = new ArrayList<>(atOnce(trials));
        trials.pairs().forEach(pair -> plans.add(pair.plan()));
        return plans;
    }

    /** An action twice at one place: in other schedules the two overlap. */
    private static List<Plan> atOnce(Trials trials) {
        return trials.spec().pairs && trials.spec().cancellation.comesWhenSettled()
                ? trials.cancellations().stream()
                        .map(action -> trials.plan().and(action).and(action))
                        .toList()
                : List.of();
    }
}
