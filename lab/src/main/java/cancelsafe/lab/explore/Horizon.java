package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.PointVisit;
import cancelsafe.lab.run.Run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far a body is explored that passes points without end. */
final class Horizon {
    private static final int MOST_POINTS = 100;

    private Horizon() {}

    /** All points of a body that ends; those up to a horizon of one that does not. */
    static List<PointVisit> explored(Run run) {
        List<PointVisit> all = run.visits();
        return run.end() instanceof RunEnd.Diverges ? all.subList(0, of(all)) : all;
    }

    /** All calls to what the test gave, of a body that ends; the first of one that does not. */
    static List<Fault.Call> calls(Run run) {
        List<Fault.Call> all = run.givenCalls();
        return run.end() instanceof RunEnd.Diverges
                ? all.subList(0, Math.min(MOST_POINTS, all.size()))
                : all;
    }

    /** The shortest way in which every place has come twice, or as often as it ever does. */
    private static int of(List<PointVisit> visits) {
        Map<CodeLocation, Integer> wanted = new HashMap<>();
        visits.forEach(v -> wanted.merge(v.site(), 1, (a, b) -> Math.min(2, a + b)));
        for (int n = 1; n <= visits.size(); n++) {
            wanted.computeIfPresent(
                    visits.get(n - 1).site(), (s, left) -> left > 1 ? left - 1 : null);
            if (wanted.isEmpty() || n == MOST_POINTS) {
                return n;
            }
        }
        return visits.size();
    }
}
