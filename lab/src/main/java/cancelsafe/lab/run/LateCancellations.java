package cancelsafe.lab.run;

import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Cancellations that come late in a wait: when a part of its time has passed, or in the instant in
 * which it ends, when what was waited for is there and the thread has not gone on yet.
 */
final class LateCancellations {
    private final Plan plan;
    private final Scheduler scheduler;
    private final BiConsumer<Cancel, PointVisit> deliver;
    private int answered;

    /**
     * Those of a plan.
     *
     * @param deliver cancels the thread of a visit, on the driver
     */
    LateCancellations(Plan plan, Scheduler scheduler, BiConsumer<Cancel, PointVisit> deliver) {
        this.plan = plan;
        this.scheduler = scheduler;
        this.deliver = deliver;
    }

    /**
     * The calling thread begins the call.
     *
     * @param unlessItEnded cancels the thread if it still waits there
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it does nothing if the wait is over
    void begins(PointVisit visit, Consumer<Cancel> unlessItEnded) {
        plan.at(visit.n(), When.WAITED)
                .forEach(
                        cancel ->
                                scheduler.after(
                                        Duration.ofNanos(cancel.nanos()),
                                        () -> unlessItEnded.accept(cancel)));
    }

    /** The driver lets the thread of {@code visit} go on, which is open. */
    void resumes(PointVisit visit) {
        if (visit.n() == answered || !visit.hasBegun()) {
            return;
        }
        List<Cancel> now = plan.at(visit.n(), When.ANSWERED);
        if (!now.isEmpty()) {
            answered = visit.n();
            now.forEach(cancel -> deliver.accept(cancel, visit));
        }
    }
}
