package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

import java.util.List;

/** A second cancellation after every first: in the body, and in its recovery. */
final class Pairs implements Dimension {
    @Override
    public String name() {
        return "a second cancellation after each first one";
    }

    @Override
    public void explore(Trials trials) {
        if (!trials.spec().pairs) {
            return;
        }
        PairsOfPlaces pairs = new PairsOfPlaces("pairs of cancellations");
        List<Cancel> ends =
                Places.ends(trials.dry().run(), 0, List.copyOf(trials.firsts().keySet()));
        trials.firsts()
                .forEach(
                        (cancel, first) -> {
                            if (first.isHit()) {
                                seconds(trials, cancel, ends.contains(cancel), first, pairs);
                            }
                        });
        pairs.forEach(trials, plan -> trials.notePair(plan, trials.attemptAll(plan)));
    }

    private static void seconds(
            Trials trials, Cancel cancel, boolean atEnd, AttemptResult first, PairsOfPlaces pairs) {
        Plan plan = trials.plan().and(cancel);
        Run run = first.run();
        pairs.add(plan, atEnd, run, cancel.n(), trials.places().cancellations(run, cancel.n()));
        for (Run recovery : first.recoveries()) {
            pairs.addInRecovery(plan, atEnd, trials.places().cancellations(recovery, 0));
        }
    }
}
