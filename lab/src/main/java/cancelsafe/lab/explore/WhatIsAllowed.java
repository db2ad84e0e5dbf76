package cancelsafe.lab.explore;

import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.List;

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
        return "a wakeup or a failure without a reason";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.crashes || !trials.allKept()) {
            return;
        }
        List<PointVisit> places = trials.dry().run().allowed();
        for (PointVisit place : places.subList(0, Math.min(MOST, places.size()))) {
            trials.attemptUntold(trials.plan().and(new Cancel(place.n(), When.ALLOWED)));
        }
        trials.sayIfLeftOut(MOST, places.size(), "calls that may return without a reason", "");
    }
}
