package cancelsafe.lab.real;

import cancelsafe.lab.hook.CallerHook;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.LocationTable;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The thread of one run that is cancelled, the body's own or one of the library: counts its points,
 * interrupts it at one of them, and stops it at its first handler until the others have done their
 * part.
 */
final class CallerRun implements CallerHook.Caller {
    /** A body that passes more points without being cancelled has no end. */
    private static final int MOST_POINTS = 100_000;

    /** Nobody needs so many passes of one call to end. */
    private static final int MOST_PASSES = 20_000;

    private static volatile @Nullable CallerRun latest;

    private final Interrupts interrupts;
    private final Moment moment;
    private final Runnable meanwhile;
    private final List<Integer> points = new ArrayList<>();
    private final Map<Integer, Integer> passesAfter = new ConcurrentHashMap<>();
    private volatile @Nullable Thread body;
    private volatile @Nullable Thread target;
    private volatile @Nullable Ended ended;
    private volatile boolean givenUp;
    private volatile @Nullable CodeLocation at;
    private final AtomicInteger passed = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private boolean caught;

    /**
     * When a thread is interrupted.
     *
     * @param point number of the point, 0 for none
     * @param late whether it has waited in the call for a while by then
     */
    record Moment(int point, boolean late) {
        static final Moment NEVER = new Moment(0, false);
    }

    /**
     * A run that has not begun.
     *
     * @param meanwhile done once, when an {@link InterruptedException} is first caught after that
     */
    CallerRun(Interrupts interrupts, Moment moment, Runnable meanwhile) {
        this.interrupts = interrupts;
        this.moment = moment;
        this.meanwhile = meanwhile;
        latest = this;
    }

    /** The run that goes on, or is being prepared; null if there has been none. */
    static @Nullable CallerRun latest() {
        return latest;
    }

    /** Waits until the body waits, also at its handler for {@code meanwhile}, or has ended. */
    void awaitWait() throws InterruptedException {
        Waiting.await(() -> body, () -> ended == null && !givenUp);
    }

    /** Ends a body that would go on for ever, at its next point. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1;

        GivenUp() {
            super("the lab has given this run up", null, false, false);
        }
    }

    /** Runs the body on the calling thread. */
    void run(Step.Work work) {
        body = Thread.currentThread();
        if (interrupts.areOfBody()) {
            target = Thread.currentThread();
        }
        CallerHook.direct(this);
        Throwable thrown = null;
        try {
            work.run();
        } catch (Throwable t) {
            thrown = t;
        }
        ended = new Ended(at != null, thrown, Thread.currentThread().isInterrupted());
    }

    @Override
    public boolean isHere() {
        Thread here = Thread.currentThread();
        if (target == null && body != null && here.getName().equals(interrupts.thread())) {
            claim(here);
        }
        return here == target && ended == null;
    }

    /** The first thread of the library that has the name is the one. */
    private synchronized void claim(Thread thread) {
        if (target == null) {
            target = thread;
        }
    }

    @Override
    public void point(int site) {
        if (givenUp) {
            throw new GivenUp();
        }
        int n = passed.incrementAndGet();
        if (at != null) {
            if (delivered.get() > 0 && delivered.get() < interrupts.most()) {
                interrupt(Thread.currentThread());
            }
            givenUp = passesAfter.merge(site, 1, Integer::sum) >= MOST_PASSES;
            return;
        }
        points.add(site);
        givenUp = n >= MOST_POINTS;
        if (n == moment.point()) {
            if (moment.late()) {
                interruptLate(Thread.currentThread(), site, n);
            } else {
                at = LocationTable.get(site);
                interrupt(Thread.currentThread());
            }
        }
    }

    private void interrupt(Thread thread) {
        delivered.incrementAndGet();
        thread.interrupt();
    }

    /** If the call ends without a wait, no interrupt comes. */
    private void interruptLate(Thread thread, int site, int here) {
        Thread.ofPlatform()
                .daemon()
                .name("late interrupt")
                .start(
                        () -> {
                            try {
                                if (Waiting.await(
                                        () -> thread,
                                        () -> passed.get() == here && ended == null)) {
                                    at = LocationTable.get(site);
                                    interrupt(thread);
                                }
                            } catch (InterruptedException e) {
                                // nobody interrupts it; the run has no interrupt then
                            }
                        });
    }

    @Override
    public void caught(int site) {
        if (at != null && !caught) {
            caught = true;
            meanwhile.run();
        }
    }

    /** Lets the body end at its next point, if it ever comes to one. */
    void giveUp() {
        givenUp = true;
    }

    /** Whether the body was made to end, since it passed points without end. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** How the body ended; null if it goes on. */
    @Nullable Ended ended() {
        return ended;
    }

    /** Where the cancellation came; null if the point was not reached. */
    @Nullable CodeLocation at() {
        return at;
    }

    /** The points up to the cancellation, by the numbers of their sites. */
    List<Integer> points() {
        return points;
    }

    /** How often a call was made after the cancellation, by the number of its site. */
    Map<Integer, Integer> passesAfter() {
        return passesAfter;
    }
}
