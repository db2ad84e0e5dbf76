package cancelsafe.lab.explore;

import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.Plan;

import java.util.List;

/**
 * A fault of each call to what the test gave, in every schedule with at most one delay, as far as
 * the budget of runs allows. The story tells of the first run in which a promise is broken.
 */
final class FaultsInSchedules implements Dimension {
    @Override
    public String name() {
        return "injected faults in other schedules";
    }

    @Override
    public void explore(Trials trials) {
        new OneDelay(trials, "faults").search(plans(trials));
    }

    /** The n-th call in one schedule may be another one in the next. */
    static List<Plan> plans(Trials trials) {
        return Horizon.calls(trials.dry().run()).stream()
                .filter(call -> Fault.canBeMade(call.types().getFirst()))
                .map(call -> trials.plan().failing(new Fault(call.n(), call.types().getFirst())))
                .toList();
    }
}
