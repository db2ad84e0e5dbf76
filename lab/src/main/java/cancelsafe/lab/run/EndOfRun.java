package cancelsafe.lab.run;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Scheduler;

import org.jspecify.annotations.Nullable;

/** How a run ends: the first reason counts, but a refusal counts more than a body that ended. */
final class EndOfRun {
    private final Scheduler scheduler;
    private @Nullable RunEnd end;

    EndOfRun(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    boolean isKnown() {
        return end != null;
    }

    /**
     * How it ended.
     *
     * @throws IllegalStateException if it has not
     */
    RunEnd get() {
        RunEnd known = end;
        if (known == null) {
            throw new IllegalStateException("the run has not ended");
        }
        return known;
    }

    /** It ends so, whatever was known before. */
    void set(RunEnd how) {
        end = how;
    }

    /** Called by a thread of the run: it never goes on, and with it the run. */
    void giveUp(RunEnd why) {
        if (end == null || (end instanceof RunEnd.Finished && why instanceof RunEnd.Refused)) {
            end = why;
        }
        scheduler.abandon();
    }

    /** No thread gets another turn; the calling one goes on until it waits. */
    void stop(RunEnd why) {
        if (end == null) {
            end = why;
            scheduler.stop();
        }
    }
}
