package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

import java.util.List;

/**
 * Two disturbances of different kinds in one run, such as an action of the test and an interrupt:
 * in both sequences, at each pair of places, early and late. The story tells of those in which a
 * promise is broken.
 */
final class TwoKinds implements Dimension {
    @Override
    public String name() {
        return "two different disturbances in one run";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.undisturbed || !spec.cancellations().areSeveral() || !trials.allKept()) {
            return;
        }
        Run dry = trials.dry().run();
        PairsOfPlaces pairs = new PairsOfPlaces("pairs of different disturbances");
        List<Cancel> firsts = Places.all(dry);
        List<Cancel> ends = Places.ends(dry, 0, firsts);
        for (Cancel first : firsts) {
            Plan plan = trials.plan().and(first);
            AttemptResult known = trials.firsts().get(first);
            AttemptResult result = known == null ? trials.attemptUntold(plan) : known;
            if (result.isHit()) {
                Run run = result.run();
                boolean atEnd = ends.contains(first);
                pairs.add(plan, atEnd, run, 0, Places.after(run, first));
            }
        }
        pairs.forEach(trials, plan -> trials.notePair(plan, trials.attemptUntold(plan)));
    }
}
