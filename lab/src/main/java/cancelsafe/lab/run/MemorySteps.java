package cancelsafe.lab.run;

import cancelsafe.lab.hook.LocationTable;
import cancelsafe.lab.hook.MemoryListener;
import cancelsafe.lab.monitor.Attention;
import cancelsafe.lab.monitor.HappensBefore;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

/** Accesses to what threads share: each is a place where another thread may go on first. */
final class MemorySteps implements MemoryListener {
    /** Turns after which a schedule is given up: a thread waits by going round a loop. */
    private static final int LONGEST_RUN = 20_000;

    private final Attention attention;
    private final Scheduler scheduler;
    private final HappensBefore order;
    private final EndOfRun end;

    MemorySteps(Attention attention, Scheduler scheduler, HappensBefore order, EndOfRun end) {
        this.attention = attention;
        this.scheduler = scheduler;
        this.order = order;
        this.end = end;
    }

    @Override
    public void step(int site) {
        isStep();
    }

    @Override
    public void stepInside() {
        isStep();
    }

    @Override
    public void field(@Nullable Object owner, Class<?> referenced, int site) {
        if (isStep()) {
            order.field(Thread.currentThread(), owner, referenced, LocationTable.get(site));
        }
    }

    @Override
    public void element(Object array, int index, int site) {
        if (isStep()) {
            order.element(Thread.currentThread(), array, index, LocationTable.get(site));
        }
    }

    @Override
    public void indirect(Object handle, @Nullable Object first, int index) {
        if (!attention.looksAway() && scheduler.hasCompany()) {
            attention.note(() -> order.indirect(Thread.currentThread(), handle, first, index));
        }
    }

    @Override
    public void collection(Object collection, int site) {
        if (isStep()) {
            order.inside(Thread.currentThread(), collection, LocationTable.get(site));
        }
    }

    /** Lets another thread go on first, where that is to be; false if nothing depends on it. */
    private boolean isStep() {
        if (attention.looksAway() || !scheduler.hasCompany()) {
            return false;
        }
        if (scheduler.steps() > LONGEST_RUN) {
            end.giveUp(
                    new RunEnd.Diverges(
                            "it goes on without end, "
                                    + WovenFrames.describe(Thread.currentThread())));
        }
        scheduler.schedulingPoint();
        return true;
    }

    @Override
    public void synced(@Nullable Object by) {
        if (!attention.looksAway() && scheduler.hasCompany()) {
            order.synced(Thread.currentThread(), by);
        }
    }

    /** Woven code orders nothing by being called: what it does inside is seen. */
    @Override
    public void called(@Nullable Object receiver) {
        if (receiver == null || !Weaver.isAllWoven(receiver.getClass())) {
            synced(receiver);
        }
    }
}
