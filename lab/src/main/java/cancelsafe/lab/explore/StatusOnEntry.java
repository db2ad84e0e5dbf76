package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

/**
 * The interrupt status is set before the body begins: the body owes what it owes after any
 * cancellation. Where the test cancels in another way, nothing is asked but that the interrupt is
 * not lost. It is the last to be tried, and the story tells of it only if a promise is broken.
 */
final class StatusOnEntry implements Dimension {
    @Override
    public String name() {
        return "interrupted before it begins";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        boolean isOfBody = !spec.undisturbed && !spec.crashes && spec.onlyThread.isEmpty();
        if (isOfBody && !callsLibrary(trials.dry().run()) && trials.allKept()) {
            trials.attemptUntold(trials.plan().and(Cancel.ON_ENTRY));
        }
    }

    /** What a library swallows, the body cannot pass on. */
    private static boolean callsLibrary(Run undisturbed) {
        return undisturbed.visits().stream()
                .anyMatch(v -> v.site().kind() == CodeLocation.Kind.LIBRARY);
    }
}
