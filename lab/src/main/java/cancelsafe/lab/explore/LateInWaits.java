package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.story.Story.Cancel;

/**
 * A cancellation late in each wait: when half its time has passed, just before it ends, and in the
 * instant in which it ends. In pairs the first, the second, or both come late. The story tells of
 * those in which a promise is broken.
 */
final class LateInWaits implements Dimension {
    @Override
    public String name() {
        return "cancelled late in a wait";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.undisturbed || !trials.attempts().stream().allMatch(AttemptResult::kept)) {
            return;
        }
        for (Cancel late : Trials.late(trials.dry().run(), 0)) {
            Plan plan = trials.plan().and(late);
            AttemptResult first = trials.attemptUntold(plan);
            if (spec.pairs && first.isHit()) {
                Trials.cancellations(first.run(), late.n())
                        .forEach(second -> trials.attemptUntold(plan.and(second)));
                Trials.late(first.run(), late.n())
                        .forEach(second -> trials.attemptUntold(plan.and(second)));
            }
        }
        if (spec.pairs) {
            trials.firsts()
                    .forEach(
                            (cancel, first) -> {
                                if (first.isHit()) {
                                    Plan plan = trials.plan().and(cancel);
                                    Trials.late(first.run(), cancel.n())
                                            .forEach(s -> trials.attemptUntold(plan.and(s)));
                                }
                            });
        }
    }
}
