package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.monitor.LineTrace;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.schedule.Scheduler;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/** What the thread of the body does: it runs the body, and notes how that ended. */
final class BodyTask implements Runnable {
    private final Callable<?> body;
    private final Canceller canceller;
    private final EndOfRun end;
    private final Scheduler scheduler;
    private final LineTrace lines;
    private final @Nullable CrashDisk disk;

    BodyTask(
            Callable<?> body,
            Canceller canceller,
            EndOfRun end,
            Scheduler scheduler,
            LineTrace lines,
            @Nullable CrashDisk disk) {
        this.body = body;
        this.canceller = canceller;
        this.end = end;
        this.scheduler = scheduler;
        this.lines = lines;
        this.disk = disk;
    }

    @Override
    @SuppressWarnings("Interruption") // its own status is what is asked for
    public void run() {
        Object value = null;
        Throwable thrown = null;
        try {
            canceller.enter();
            value = body.call();
            reachEnd();
        } catch (Throwable t) {
            thrown = t;
        }
        if (!end.isKnown()) {
            end.set(new RunEnd.Finished(value, thrown, Thread.currentThread().isInterrupted()));
            scheduler.whenIdle(scheduler::stop);
        }
    }

    /** What crashes may do so, too, when all is done and the caller has not been told. */
    private void reachEnd() {
        CodeLocation last = lines.current(Thread.currentThread());
        if (disk != null && last != null && !end.isKnown()) {
            canceller.reach(last.as(CodeLocation.Kind.FILE, "the end"), null);
        }
    }
}
