package cancelsafe.lab;

import cancelsafe.lab.hook.Site;

/** A thread's way through one point of a run. */
final class Passage {
    final int n;
    final Site site;
    final Thread thread;
    private long turn;
    private boolean waited;
    private boolean channelWorked;
    private boolean unseen;

    Passage(int n, Site site, Thread thread) {
        this.n = n;
        this.site = site;
        this.thread = thread;
    }

    /** The call is made in this turn of the scheduler. */
    void begins(long inTurn) {
        turn = inTurn;
    }

    /** The call has returned, in this turn of the scheduler. */
    void returnedIn(long laterTurn) {
        waited |= laterTurn != turn;
    }

    /** The thread has not come back from the call, or did so only after others had their turn. */
    boolean waited() {
        return waited;
    }

    /** An operation of a channel has done something. */
    void channelWorked() {
        channelWorked = true;
    }

    /**
     * Whether a cancellation may come when an operation of a channel has already done something.
     */
    boolean hasAfter() {
        return channelWorked;
    }

    void neverReturned() {
        waited = true;
    }

    /** It was noticed only by its waiting: the call stands in code that is not woven. */
    void unseen() {
        unseen = true;
        waited = true;
    }

    /** Whether a cancellation may come before the call is made, too. */
    boolean hasBefore() {
        return !unseen;
    }
}
