package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.schedule.Scheduler;

import org.jspecify.annotations.Nullable;

/** Which thread of a run is cancelled, and how. */
final class Target {
    private final CancellationKind kind;
    private final String onlyThread;
    private final Scheduler scheduler;
    private @Nullable Thread body;

    /**
     * A target.
     *
     * @param onlyThread name of the only thread that is cancelled; empty for any
     */
    Target(CancellationKind kind, String onlyThread, Scheduler scheduler) {
        this.kind = kind;
        this.onlyThread = onlyThread;
        this.scheduler = scheduler;
    }

    CancellationKind kind() {
        return kind;
    }

    String onlyThread() {
        return onlyThread;
    }

    /** The thread that runs the body; null before it runs. */
    @Nullable Thread body() {
        return body;
    }

    void runsOn(Thread thread) {
        body = thread;
    }

    boolean isBody(Thread thread) {
        return thread == body;
    }

    /** Whether a call of this kind on this thread is a point. */
    boolean comesAt(CodeLocation.Kind call, @Nullable Object token, Thread thread) {
        return kind.comesAt(call, token) && concerns(thread);
    }

    /** Whether this thread may be cancelled. */
    boolean concerns(Thread thread) {
        return onlyThread.isEmpty() || name(thread).equals(onlyThread);
    }

    /** Whether it is the one thread that an interrupt is meant for. */
    boolean isInterrupted(Thread thread) {
        return onlyThread.isEmpty() ? isBody(thread) : concerns(thread);
    }

    /** Whether another thread than the one that runs the body is cancelled. */
    boolean isOther() {
        return body != null && !concerns(body);
    }

    /** A name of the thread that is the same in every run. */
    String name(Thread thread) {
        return thread.getName().isEmpty() ? "t" + scheduler.birth(thread) : thread.getName();
    }
}
