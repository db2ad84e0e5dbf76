package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

import java.util.List;
import java.util.Optional;

/**
 * A third interrupt after each pair, and more: each at the first point that the body passes after
 * the one before, while it waits there, if it does. The story tells of those in which a promise is
 * broken.
 */
final class MoreInterrupts implements Dimension {
    @Override
    public String name() {
        return "a third interrupt, and more";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.interrupts <= 2 || !trials.allKept()) {
            return;
        }
        for (Trials.Pair pair : List.copyOf(trials.pairs())) {
            Plan plan = pair.plan();
            AttemptResult result = pair.result();
            for (int more = 2; more < spec.interrupts; more++) {
                Optional<Cancel> next = next(trials.places(), result.run(), plan.last());
                if (next.isEmpty()) {
                    break;
                }
                plan = plan.and(next.get());
                result = trials.attemptUntold(plan);
            }
        }
    }

    /** At the first point after so many, in the last of its ways. */
    private static Optional<Cancel> next(Places places, Run run, int after) {
        List<Cancel> rest = places.cancellations(run, after);
        return rest.isEmpty()
                ? Optional.empty()
                : rest.stream().filter(c -> c.n() == rest.getFirst().n()).reduce((_, last) -> last);
    }
}
