package cancelsafe.lab.run;

import cancelsafe.lab.hook.CallerLocation;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Disturbance;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.weave.Weaver;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What threads outside the run do to those of the run: it cannot be repeated. */
final class OutsideDisturbances implements Disturbance {
    private final Target target;
    private final EndOfRun end;
    private final Scheduler scheduler;
    private final Set<String> described = new LinkedHashSet<>();

    OutsideDisturbances(Target target, EndOfRun end, Scheduler scheduler) {
        this.target = target;
        this.end = end;
        this.scheduler = scheduler;
    }

    @Override
    public void wokenFromOutside(Thread thread) {
        described.add(
                "what woke %s from outside the run, %s"
                        .formatted(target.name(thread), WovenFrames.describe(thread)));
    }

    @Override
    public void monitorContended(Thread thread) {
        if (!end.isKnown()) {
            end.set(
                    new RunEnd.Refused(
                            CallerLocation.site(
                                            CodeLocation.Kind.REFUSED,
                                            Weaver::hasWoven,
                                            List.of(thread.getStackTrace()))
                                    .orElse(Canceller.EVERYTHING_WAITS),
                            "a lock or a collection of java.util.concurrent: another thread"
                                    + " waits while it holds this monitor"));
        }
        scheduler.stop();
    }

    /** They, in words. */
    List<String> described() {
        return List.copyOf(described);
    }
}
