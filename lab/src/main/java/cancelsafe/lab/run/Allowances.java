package cancelsafe.lab.run;

import cancelsafe.lab.hook.AllowanceListener;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The calls of a run that may return, or fail, without a reason, and those that may return late;
 * one that is planned does so.
 */
final class Allowances implements AllowanceListener {
    /** For so long a machine may stall. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Attention attention;
    private final Target target;
    private final Services services;
    private final Consumer<Cancel> taken;
    private final List<PointVisit> places = new ArrayList<>();
    private final List<Cancel> ways = new ArrayList<>();

    Allowances(
            Plan plan,
            Attention attention,
            Target target,
            Services services,
            Consumer<Cancel> taken) {
        this.plan = plan;
        this.attention = attention;
        this.target = target;
        this.services = services;
        this.taken = taken;
    }

    @Override
    public boolean allows(int site) {
        return !attention.looksAway() && comesTo(LocationTable.get(site), Duration.ZERO);
    }

    /**
     * Only to the thread that runs the body: it may expect of the others that they keep to time.
     */
    @Override
    public void returns(int site) {
        if (attention.looksAway() || !target.isBody(Thread.currentThread())) {
            return;
        }
        CodeLocation call = LocationTable.get(site);
        if (comesTo(call.as(CodeLocation.Kind.STEP, call.what() + " returns late"), LATE)) {
            services.stall(LATE);
        }
    }

    /** Whether what may happen here is planned. */
    private boolean comesTo(CodeLocation call, Duration late) {
        int n = places.size() + 1;
        places.add(new PointVisit(n, call, Thread.currentThread(), List.of()));
        ways.add(new Cancel(n, When.ALLOWED, "", late.toNanos()));
        List<Cancel> planned = plan.at(n, When.ALLOWED);
        planned.forEach(taken);
        return !planned.isEmpty();
    }

    /** The places of all these calls, in their sequence. */
    List<PointVisit> places() {
        return places;
    }

    /** What may happen there. */
    List<Cancel> ways() {
        return ways;
    }
}
