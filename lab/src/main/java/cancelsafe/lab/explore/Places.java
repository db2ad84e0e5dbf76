package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where a run can be disturbed, and when, as far as it is explored. */
final class Places {
    private final TestSpec spec;

    Places(TestSpec spec) {
        this.spec = spec;
    }

    /** Every way to cancel, or to crash, at the points after the first {@code after}. */
    List<Cancel> cancellations(Run run, int after) {
        return own(
                Horizon.explored(run).stream()
                        .skip(after)
                        .flatMap(v -> run.cancellations().ways(v).stream()));
    }

    /** Every way to cancel late in a wait, at the points after the first {@code after}. */
    List<Cancel> late(Run run, int after) {
        return own(
                Horizon.explored(run).stream()
                        .skip(after)
                        .flatMap(v -> run.cancellations().late(v).stream()));
    }

    private List<Cancel> own(Stream<Cancel> all) {
        return all.filter(c -> !spec.isBesides(c)).toList();
    }

    /** Every way to disturb it, early and late, of all the kinds that the test names. */
    static List<Cancel> all(Run run) {
        return Horizon.explored(run).stream()
                .flatMap(
                        v ->
                                Stream.concat(
                                        run.cancellations().ways(v).stream(),
                                        run.cancellations().late(v).stream()))
                .toList();
    }

    /** Every way to disturb it by something else after {@code first}, or in the same instant. */
    static List<Cancel> after(Run run, Cancel first) {
        return all(run).stream()
                .filter(c -> !c.what().equals(first.what()))
                .filter(c -> mayFollow(run, first, c))
                .toList();
    }

    /** A call that has begun before the first disturbance can be disturbed while it lasts. */
    private static boolean mayFollow(Run run, Cancel first, Cancel second) {
        boolean begins = second.when() == When.BEFORE;
        return begins
                ? second.n() > first.n() || (second.n() == first.n() && first.when() == When.BEFORE)
                : run.visits().get(second.n() - 1).lasts(first.n());
    }

    /**
     * Those of {@code cancels} at places that come for the first, the second or the last time after
     * the first {@code after} points: what a loop does in between, it does again and again.
     */
    static List<Cancel> ends(Run run, int after, List<Cancel> cancels) {
        Map<CodeLocation, Integer> times = new HashMap<>();
        Map<CodeLocation, Integer> last = new HashMap<>();
        Set<Integer> ends = new HashSet<>();
        for (PointVisit visit : Horizon.explored(run).stream().skip(after).toList()) {
            if (times.merge(visit.site(), 1, Integer::sum) <= 2) {
                ends.add(visit.n());
            }
            last.put(visit.site(), visit.n());
        }
        ends.addAll(last.values());
        return cancels.stream().filter(c -> ends.contains(c.n())).toList();
    }
}
