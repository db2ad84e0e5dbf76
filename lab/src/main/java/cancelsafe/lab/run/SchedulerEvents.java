package cancelsafe.lab.run;

import cancelsafe.lab.monitor.HappensBefore;
import cancelsafe.lab.monitor.LineTrace;
import cancelsafe.lab.monitor.ThreadsLeft;
import cancelsafe.lab.schedule.Disturbance;
import cancelsafe.lab.schedule.SchedulingListener;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * Who in a run hears of what the scheduler does. The scheduler is made before some of those that it
 * tells.
 */
final class SchedulerEvents implements SchedulingListener, Disturbance {
    private final HappensBefore order;
    private final LineTrace lines;
    private final ThreadsLeft threadsLeft;
    private @Nullable Canceller canceller;
    private @Nullable OutsideDisturbances disturbances;

    SchedulerEvents(HappensBefore order, LineTrace lines, ThreadsLeft threadsLeft) {
        this.order = order;
        this.lines = lines;
        this.threadsLeft = threadsLeft;
    }

    /** Tells these, too; called before the first thread has its turn. */
    void tell(Canceller ofCancellations, OutsideDisturbances ofDisturbances) {
        canceller = ofCancellations;
        disturbances = ofDisturbances;
    }

    private Canceller canceller() {
        return Objects.requireNonNull(canceller);
    }

    private OutsideDisturbances disturbances() {
        return Objects.requireNonNull(disturbances);
    }

    /** No thread can go on. */
    void settled() {
        canceller().settled();
    }

    @Override
    public void wakes(Thread by, Thread woken) {
        threadsLeft.startedAt(woken, lines.current(by));
        order.wakes(by, woken);
    }

    @Override
    public void leaves(Thread thread) {
        order.leaves(thread);
    }

    @Override
    public void resumes(Thread thread) {
        canceller().resumes(thread);
    }

    @Override
    public void departs(Thread next) {
        lines.departs(next);
    }

    @Override
    public void wokenFromOutside(Thread thread) {
        disturbances().wokenFromOutside(thread);
    }

    @Override
    public void monitorContended(Thread thread) {
        disturbances().monitorContended(thread);
    }
}
