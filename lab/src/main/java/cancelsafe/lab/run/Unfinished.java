package cancelsafe.lab.run;

import cancelsafe.lab.monitor.Deadlocks;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Scheduler;

import java.util.List;

/** Why the body of a run has not ended although no thread of it can go on. */
final class Unfinished {
    private final Scheduler scheduler;
    private final Target target;
    private final Canceller canceller;
    private final Deadlocks deadlocks;

    Unfinished(Scheduler scheduler, Target target, Canceller canceller, Deadlocks deadlocks) {
        this.scheduler = scheduler;
        this.target = target;
        this.canceller = canceller;
        this.deadlocks = deadlocks;
    }

    /** How the run ended whose body runs on {@code thread}. */
    RunEnd endOf(Thread thread) {
        if (scheduler.isOutOfTime() && canceller.delivered().isEmpty()) {
            RunEnd ignored = canceller.withoutPoint();
            return ignored != null
                    ? ignored
                    : new RunEnd.Diverges(
                            (scheduler.isAtHorizon()
                                            ? "it does not end within ten days of virtual time, "
                                            : "it goes on without end, ")
                                    + WovenFrames.describe(thread));
        }
        List<Thread> alive = scheduler.alive();
        return new RunEnd.Deadlocked(
                WovenFrames.describe(thread),
                deadlocks.waits(
                        alive, target::name, t -> target.name(t) + ", " + WovenFrames.describe(t)),
                deadlocks.isCircle(alive),
                alive.stream().anyMatch(this::waitsWithoutResponse));
    }

    /** Whether a thread that is to be interrupted waits where no interrupt reaches it. */
    private boolean waitsWithoutResponse(Thread thread) {
        return target.chosen().interrupts()
                && target.isInterrupted(thread)
                && isWaiting(thread)
                && !canceller.isAtPoint(thread);
    }

    /** Whether the thread waits, with or without a limit. */
    static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }
}
