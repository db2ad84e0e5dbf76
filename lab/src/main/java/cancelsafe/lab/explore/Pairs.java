package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

/** A second cancellation after every first: in the body, and in its recovery. */
final class Pairs implements Dimension {
    @Override
    public String name() {
        return "a second cancellation after each";
    }

    @Override
    public void explore(Trials trials) {
        if (!trials.spec().pairs) {
            return;
        }
        trials.firsts()
                .forEach(
                        (cancel, first) -> {
                            if (first.isHit()) {
                                seconds(trials, cancel, first);
                            }
                        });
    }

    private static void seconds(Trials trials, Cancel cancel, AttemptResult first) {
        Plan plan = trials.plan().and(cancel);
        for (Cancel second : Trials.cancellations(first.run(), cancel.n())) {
            trials.attemptAll(plan.and(second));
        }
        for (Run recovery : first.recoveries()) {
            for (Cancel second : Trials.cancellations(recovery, 0)) {
                trials.attemptAll(plan.andInRecovery(second));
            }
        }
    }
}
