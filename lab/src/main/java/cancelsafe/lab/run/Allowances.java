package cancelsafe.lab.run;

import cancelsafe.lab.hook.AllowanceListener;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The calls of a run that may return, or fail, without a reason; one that is planned does so. */
final class Allowances implements AllowanceListener {
    private final Plan plan;
    private final Attention attention;
    private final Consumer<Cancel> taken;
    private final List<PointVisit> places = new ArrayList<>();

    Allowances(Plan plan, Attention attention, Consumer<Cancel> taken) {
        this.plan = plan;
        this.attention = attention;
        this.taken = taken;
    }

    @Override
    public boolean allows(int site) {
        if (attention.looksAway()) {
            return false;
        }
        PointVisit place =
                new PointVisit(
                        places.size() + 1,
                        LocationTable.get(site),
                        Thread.currentThread(),
                        List.of());
        places.add(place);
        List<Cancel> planned = plan.at(place.n(), When.ALLOWED);
        planned.forEach(taken);
        return !planned.isEmpty();
    }

    List<PointVisit> places() {
        return places;
    }
}
