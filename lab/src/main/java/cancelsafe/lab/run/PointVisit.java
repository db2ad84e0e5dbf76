package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.List;

/** One visit of a thread to a point of a run. */
public final class PointVisit {
    private final int n;
    private final CodeLocation site;
    private final Thread thread;
    private final List<CancellationKind> kinds;
    private long turn;
    private long begin;
    private long waitedNanos;
    private boolean begun;
    private boolean waited;
    private boolean answered;
    private boolean channelWorked;
    private boolean unseen;
    private boolean mayHalve;
    private int unforced;

    /** How many visits there were when the call had returned. */
    private int until = Integer.MAX_VALUE;

    /**
     * A visit that has not begun its call.
     *
     * @param kinds what the test disturbs here
     */
    PointVisit(int n, CodeLocation site, Thread thread, List<CancellationKind> kinds) {
        this.n = n;
        this.site = site;
        this.thread = thread;
        this.kinds = kinds;
    }

    /** In which ways the test disturbs here. */
    List<CancellationKind> kinds() {
        return kinds;
    }

    /** Whether the call had not returned when the visit with this number was made. */
    public boolean lasts(int visit) {
        return until >= visit;
    }

    /** Its number in the run, from 1. */
    public int n() {
        return n;
    }

    /** The point. */
    public CodeLocation site() {
        return site;
    }

    /** The thread that came there. */
    public Thread thread() {
        return thread;
    }

    /** The call is made in this turn of the scheduler, at this time. */
    void begins(long inTurn, long now) {
        turn = inTurn;
        begin = now;
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    /**
     * The call has returned, in this turn of the scheduler, at this time.
     *
     * @param visits how many there have been
     */
    void returnedIn(long laterTurn, long now, int visits) {
        until = visits;
        if (begun && laterTurn != turn) {
            waited = true;
            answered = true;
            waitedNanos = now - begin;
        }
    }

    /**
     * The ways to cancel it late in its wait: when half its time has passed, a nanosecond before it
     * ends, and as it ends.
     */
    List<Cancel> late() {
        List<Cancel> ways = new ArrayList<>();
        if (waitedNanos > 2) {
            ways.add(Cancel.afterWaiting(n, waitedNanos / 2));
        }
        if (waitedNanos > 1) {
            ways.add(Cancel.afterWaiting(n, waitedNanos - 1));
        }
        if (answered) {
            ways.add(new Cancel(n, When.ANSWERED));
        }
        return ways;
    }

    /** An operation of a channel has done something; a cancellation may come then, too. */
    void channelWorked() {
        channelWorked = true;
    }

    /** What a crash here may leave of the writes before it. */
    void reachedWith(CrashDisk disk) {
        mayHalve = disk.mayHalve();
        unforced = disk.unforced();
    }

    /** The ways to crash here. */
    List<When> crashes() {
        List<When> ways = new ArrayList<>(List.of(When.CRASH));
        if (unforced > 0) {
            ways.add(When.LOST);
        }
        if (unforced > 1) {
            ways.add(When.PART_LOST);
        }
        if (mayHalve) {
            ways.add(When.HALF);
        }
        return ways;
    }

    /** The ways to cancel here; none at an operation that a cancellation does not end. */
    List<When> cancellations(boolean whileWaiting) {
        List<When> ways = new ArrayList<>();
        if (site.kind() == CodeLocation.Kind.FILE) {
            return ways;
        }
        if (!unseen) {
            ways.add(When.BEFORE);
        }
        if (waited && whileWaiting) {
            ways.add(When.WAITING);
        }
        if (channelWorked) {
            ways.add(When.AFTER);
        }
        return ways;
    }

    void neverReturned() {
        waited = true;
    }

    /**
     * It was noticed only by its waiting, not before: the call stands in code that is not woven.
     */
    void unseen() {
        unseen = true;
        waited = true;
    }
}
