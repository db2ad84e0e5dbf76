package cancelsafe.lab.real;

import cancelsafe.lab.hook.CallerHook;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.LocationTable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The calling thread of one run: counts its points, interrupts it at one of them, and stops it at
 * its first handler until the others have done their part.
 */
final class CallerRun implements CallerHook.Caller {
    /** A body that passes more points without being cancelled has no end. */
    private static final int MOST_POINTS = 100_000;

    /** Nobody needs so many passes of one call to end. */
    private static final int MOST_PASSES = 20_000;

    private static final Duration LOOK = Duration.ofMillis(1);
    private static final int LOOKS_ALIKE = 20;

    private static volatile @Nullable CallerRun latest;

    private final int n;
    private final Runnable meanwhile;
    private final List<Integer> points = new ArrayList<>();
    private final Map<Integer, Integer> passesAfter = new ConcurrentHashMap<>();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Ended ended;
    private volatile boolean givenUp;
    private volatile @Nullable CodeLocation at;
    private int passed;
    private boolean caught;

    /**
     * A run that has not begun.
     *
     * @param n number of the point to be interrupted at, 0 for none
     * @param meanwhile done once, when an {@link InterruptedException} is first caught after that
     */
    CallerRun(int n, Runnable meanwhile) {
        this.n = n;
        this.meanwhile = meanwhile;
        latest = this;
    }

    /** The run that goes on, or is being prepared; null if there has been none. */
    static @Nullable CallerRun latest() {
        return latest;
    }

    /**
     * Waits until the body waits for somebody, or has ended. A wait counts when it is seen in the
     * same place for a while: on its way a thread waits for moments, for a lock or for a class.
     */
    void awaitWait() throws InterruptedException {
        List<StackTraceElement> before = List.of();
        int alike = 0;
        while (ended == null && !givenUp && alike < LOOKS_ALIKE) {
            List<StackTraceElement> now = whereItWaits();
            alike = !now.isEmpty() && now.equals(before) ? alike + 1 : 0;
            before = now;
            Thread.sleep(LOOK);
        }
    }

    /** Its stack; empty if it does not wait, or only because it has been stopped at its handler. */
    private List<StackTraceElement> whereItWaits() {
        Thread t = thread;
        if (t == null || !isWaiting(t)) {
            return List.of();
        }
        List<StackTraceElement> stack = List.of(t.getStackTrace());
        boolean stopped =
                stack.stream()
                        .anyMatch(
                                frame ->
                                        frame.getClassName().equals(Step.class.getName())
                                                && frame.getMethodName().equals("take"));
        return stopped ? List.of() : stack;
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }

    /** Ends a body that would go on for ever, at its next point. */
    private static final class GivenUp extends Error {
        private static final long serialVersionUID = 1;

        GivenUp() {
            super("the lab has given this run up", null, false, false);
        }
    }

    /** Runs the body on the calling thread. */
    void run(Step.Work body) {
        thread = Thread.currentThread();
        CallerHook.direct(this);
        Throwable thrown = null;
        try {
            body.run();
        } catch (Throwable t) {
            thrown = t;
        }
        ended = new Ended(at != null, thrown, Thread.currentThread().isInterrupted());
    }

    @Override
    public boolean isHere() {
        return Thread.currentThread() == thread && ended == null;
    }

    @Override
    public void point(int site) {
        if (givenUp) {
            throw new GivenUp();
        }
        passed++;
        if (at != null) {
            givenUp = passesAfter.merge(site, 1, Integer::sum) >= MOST_PASSES;
            return;
        }
        points.add(site);
        givenUp = passed >= MOST_POINTS;
        if (passed == n) {
            at = LocationTable.get(site);
            Thread.currentThread().interrupt();
        }
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
