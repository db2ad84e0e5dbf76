package cancelsafe.lab.explore;

import cancelsafe.lab.story.Story.Cancel;

/**
 * A call with a time limit returns to the body long after that time, once in a run, at each of the
 * first 100 such calls of the undisturbed run, if the test asks for that. What the test says is
 * judged, too; the body may answer with any exception but the one that the JDK throws at a negative
 * time. The story tells of those runs in which a promise is broken.
 */
final class LateReturns implements Dimension {
    @Override
    public String name() {
        return "a late return";
    }

    @Override
    public void explore(Trials trials) {
        if (trials.spec().lateReturns && !trials.spec().crashes && trials.allKept()) {
            WhatIsAllowed.attempt(
                    trials, Cancel::isLateReturn, "calls that may return late", (_, _) -> {});
        }
    }
}
