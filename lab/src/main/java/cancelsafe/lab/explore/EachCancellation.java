package cancelsafe.lab.explore;

import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story.Cancel;

/** One cancellation, or crash, at each place of the undisturbed run. */
final class EachCancellation implements Dimension {
    @Override
    public String name() {
        return "each cancellation";
    }

    @Override
    public void explore(Trials trials) {
        if (trials.spec().undisturbed) {
            return;
        }
        if (trials.dry().run().visits().isEmpty()) {
            trials.say(Promise.kept(PromiseKind.NO_POINT));
        }
        for (Cancel cancel : trials.cancellations()) {
            trials.noteFirst(cancel, trials.attemptAll(trials.plan().and(cancel)));
        }
    }
}
