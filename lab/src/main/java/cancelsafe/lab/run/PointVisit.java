package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.List;

/** One visit of a thread to a point of a run. */
public final class PointVisit {
    private final int n;
    private final CodeLocation site;
    private final Thread thread;
    private long turn;
    private boolean waited;
    private boolean channelWorked;
    private boolean unseen;
    private boolean mayHalve;
    private int unforced;

    PointVisit(int n, CodeLocation site, Thread thread) {
        this.n = n;
        this.site = site;
        this.thread = thread;
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

    /** The call is made in this turn of the scheduler. */
    void begins(long inTurn) {
        turn = inTurn;
    }

    /** The call has returned, in this turn of the scheduler. */
    void returnedIn(long laterTurn) {
        waited |= laterTurn != turn;
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
