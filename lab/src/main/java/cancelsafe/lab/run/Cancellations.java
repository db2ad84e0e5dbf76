package cancelsafe.lab.run;

import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.List;

/**
 * All the ways in which a test disturbs its body.
 *
 * @param chosen what the test cancels with
 * @param others what it disturbs with besides, each with a name of its own; often none
 * @param come whether any of them ever comes; where none does, points are only reported
 */
public record Cancellations(CancellationKind chosen, List<CancellationKind> others, boolean come) {
    /** Only one way. */
    public static Cancellations of(CancellationKind chosen) {
        return new Cancellations(chosen, List.of(), true);
    }

    /** Whether the disturbances of a run must be told apart by what they are. */
    public boolean areSeveral() {
        return !others.isEmpty();
    }

    /** What the test does in the place of an interrupt, as it names it; else empty. */
    String nameOfAction() {
        return chosen instanceof CancellationKind.Action action ? action.name() : "";
    }

    /** The kind of a disturbance that is planned. */
    CancellationKind kind(Cancel cancel) {
        return others.stream()
                .filter(kind -> kind.name().equals(cancel.what()))
                .findFirst()
                .orElse(chosen);
    }

    /** All kinds, the chosen one first. */
    public List<CancellationKind> all() {
        List<CancellationKind> all = new ArrayList<>(List.of(chosen));
        all.addAll(others);
        return all;
    }

    /** Every way to disturb the body at a point that has been visited. */
    public List<Cancel> ways(PointVisit visit) {
        List<Cancel> ways = new ArrayList<>();
        for (CancellationKind kind : visit.kinds()) {
            for (When when : kind.ways(visit)) {
                ways.add(new Cancel(visit.n(), when, what(kind)));
            }
        }
        return ways;
    }

    /** Every way to do so late in a wait. */
    public List<Cancel> late(PointVisit visit) {
        List<Cancel> ways = new ArrayList<>();
        for (CancellationKind kind : visit.kinds()) {
            if (kind.comesLate()) {
                visit.late().forEach(late -> ways.add(late.of(what(kind))));
            }
        }
        return ways;
    }

    /** Where there is only one way, its name says nothing. */
    private String what(CancellationKind kind) {
        return areSeveral() ? kind.name() : "";
    }
}
