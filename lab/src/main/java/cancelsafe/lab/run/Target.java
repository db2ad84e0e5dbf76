package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.schedule.Scheduler;
import cancelsafe.lab.story.Story.Cancel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Which thread of a run is cancelled, and how. */
final class Target {
    private final Cancellations cancellations;
    private final String onlyThread;
    private final Scheduler scheduler;
    private @Nullable Thread body;

    /**
     * A target.
     *
     * @param onlyThread name of the only thread that is cancelled; empty for any
     */
    Target(Cancellations cancellations, String onlyThread, Scheduler scheduler) {
        this.cancellations = cancellations;
        this.onlyThread = onlyThread;
        this.scheduler = scheduler;
    }

    /** What the test cancels with. */
    CancellationKind chosen() {
        return cancellations.chosen();
    }

    /** All the ways in which the test disturbs. */
    Cancellations cancellations() {
        return cancellations;
    }

    /** The kind of a disturbance that is planned. */
    CancellationKind kind(Cancel cancel) {
        return cancellations.kind(cancel);
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

    /**
     * The ways in which a call of this kind on this thread is disturbed; none if it is no point.
     */
    List<CancellationKind> kindsAt(CodeLocation.Kind call, @Nullable Object token, Thread thread) {
        if (!cancellations.areSeveral()) {
            return comesAt(chosen(), call, token, thread) ? List.of(chosen()) : List.of();
        }
        return cancellations.all().stream()
                .filter(kind -> comesAt(kind, call, token, thread))
                .toList();
    }

    private boolean comesAt(
            CancellationKind kind, CodeLocation.Kind call, @Nullable Object token, Thread thread) {
        boolean isAlsoInterrupted = kind.interrupts() && kind != chosen();
        return kind.comesAt(call, token)
                && (isAlsoInterrupted ? isInterrupted(thread) : concerns(thread));
    }

    /** The ways that come in moments in which every thread waits; often none. */
    List<CancellationKind> kindsWhenSettled() {
        return cancellations.all().stream().filter(CancellationKind::comesWhenSettled).toList();
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
