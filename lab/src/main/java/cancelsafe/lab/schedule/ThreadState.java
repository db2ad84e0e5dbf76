package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * One thread of a run, and where the scheduler stands with it.
 *
 * <pre>
 *              starts                gets its turn
 *   CREATED ------------&gt; READY ----------------------&gt; RUNNING
 *                          ^  ^                          |  |
 *                          |  |  yields, or was woken    |  |
 *                          |  |  before it could wait    |  |
 *                          |  +--------------------------+  |  ends its turn
 *                          |                                v
 *                 is woken +&lt;--------------------------- UNSETTLED
 *                          |                              |    |
 *                          |             is parked        |    |  has ended
 *                          +&lt;------ WAITING &lt;-------------+    +------------&gt; ENDED
 * </pre>
 *
 * <p>The JDK says when a thread becomes READY: it calls {@link Scheduler#execute}. It says nothing
 * when a turn ends, so the thread is UNSETTLED until the scheduler has looked at it. A thread that
 * is blocked by a monitor of the JDK stays UNSETTLED, because the virtual machine makes it go on at
 * a time of its own; {@link HandOvers} waits for that. Somebody outside the run may wake a thread
 * that is WAITING or UNSETTLED, and then it arrives there, too.
 *
 * <p>An observer only looks at the run: it is always urgent, has no birth, and nobody waits for it.
 */
final class ThreadState {
    /** See {@link ThreadState}. */
    enum Phase {
        CREATED,
        READY,
        RUNNING,
        UNSETTLED,
        WAITING,
        ENDED
    }

    /** Where in the queue a thread goes when it becomes ready. */
    enum Place {
        /** After the others. */
        LAST,
        /** Before the others. */
        FIRST,
        /** Before the others, and no strategy of search is asked. */
        URGENT
    }

    static final int UNBORN = -1;

    final Thread thread;
    final boolean isObserver;
    Phase phase = Phase.CREATED;
    Place place = Place.LAST;

    /** When it was first ready, counted from 0 over the threads of the run. */
    int birth = UNBORN;

    private @Nullable Runnable continuation;

    ThreadState(Thread thread, boolean isObserver) {
        this.thread = thread;
        this.isObserver = isObserver;
    }

    /** How the JDK lets the thread go on; it always is the same object. */
    void continuesBy(Runnable given) {
        continuation = given;
    }

    /** Runs the thread on the calling one until its turn ends. */
    void runTurn() {
        phase = Phase.RUNNING;
        try {
            Objects.requireNonNull(continuation).run();
        } finally {
            if (phase == Phase.RUNNING) {
                phase = Phase.UNSETTLED;
            }
        }
    }

    /** The place for this once; from now on it is ready. */
    Place becomeReady() {
        phase = Phase.READY;
        Place once = isObserver ? Place.URGENT : place;
        place = Place.LAST;
        return once;
    }

    boolean isReady() {
        return phase == Phase.READY;
    }
}
