package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

import java.util.ArrayList;
import java.util.List;

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
        if (spec.undisturbed || !trials.allKept()) {
            return;
        }
        Run dry = trials.dry().run();
        PairsOfPlaces pairs = new PairsOfPlaces("pairs of cancellations late in a wait");
        List<Cancel> lates = trials.places().late(dry, 0);
        List<Cancel> ends = Places.ends(dry, 0, lates);
        for (Cancel late : lates) {
            AttemptResult first = trials.attemptUntold(trials.plan().and(late));
            if (spec.pairs && first.isHit()) {
                Run run = first.run();
                List<Cancel> seconds =
                        new ArrayList<>(trials.places().cancellations(run, late.n()));
                seconds.addAll(trials.places().late(run, late.n()));
                add(trials, pairs, late, ends.contains(late), run, seconds);
            }
        }
        if (spec.pairs) {
            lateSeconds(trials, pairs);
            pairs.forEach(trials, trials::attemptUntold);
        }
    }

    private static void lateSeconds(Trials trials, PairsOfPlaces pairs) {
        List<Cancel> ends =
                Places.ends(trials.dry().run(), 0, List.copyOf(trials.firsts().keySet()));
        trials.firsts()
                .forEach(
                        (cancel, first) -> {
                            if (first.isHit()) {
                                List<Cancel> seconds =
                                        trials.places().late(first.run(), cancel.n());
                                boolean atEnd = ends.contains(cancel);
                                add(trials, pairs, cancel, atEnd, first.run(), seconds);
                            }
                        });
    }

    private static void add(
            Trials trials,
            PairsOfPlaces pairs,
            Cancel first,
            boolean atEnd,
            Run run,
            List<Cancel> seconds) {
        Plan plan = trials.plan().and(first);
        pairs.add(plan, atEnd, run, first.n(), seconds);
    }
}
