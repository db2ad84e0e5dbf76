package cancelsafe.lab.explore;

import cancelsafe.lab.story.Story.Cancel;

import java.util.List;
import java.util.function.Predicate;

/**
 * What the specification allows at any time: a wait, an await or a park returns without a reason, a
 * weak compareAndSet fails without one. It happens once in a run, at each of the first 100 places
 * of the undisturbed run where it may. The story tells of those in which a promise is broken.
 */
final class WhatIsAllowed implements Dimension {
    /** More places in one run add little: a loop comes to the same call again and again. */
    private static final int MOST = 100;

    @Override
    public String name() {
        return "a spurious wakeup or failure";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.crashes || !trials.allKept()) {
            return;
        }
        attempt(trials, c -> !c.isLateReturn(), "calls that may return or fail spuriously");
    }

    /** Each of the first such calls of the undisturbed run, in a run of its own. */
    static void attempt(Trials trials, Predicate<Cancel> which, String what) {
        List<Cancel> ways = trials.dry().run().allowedWays().stream().filter(which).toList();
        int most = Math.min(MOST, ways.size());
        ways.subList(0, most).forEach(way -> trials.attemptUntold(trials.plan().and(way)));
        trials.sayIfLeftOut(most, ways.size(), what, "");
    }
}
