package cancelsafe.lab.monitor;

import java.util.function.BooleanSupplier;

/**
 * The one guard that keeps the lab from watching itself: its observers, the cancellations that it
 * gives, and what taking a note does.
 */
public final class Attention {
    private final BooleanSupplier isObserver;
    private boolean muted;
    private boolean takingNote;

    /** Looks away from the threads for which {@code isObserver} is true. */
    public Attention(BooleanSupplier isObserver) {
        this.isObserver = isObserver;
    }

    /** Whether what the calling thread does is the lab's own affair. */
    public boolean looksAway() {
        return muted || isObserver.getAsBoolean();
    }

    /** Whether the calling thread is taking a note. */
    public boolean isTakingNote() {
        return takingNote;
    }

    /** Does {@code task}, which gives a cancellation, unwatched. */
    public void mute(Runnable task) {
        muted = true;
        try {
            task.run();
        } finally {
            muted = false;
        }
    }

    /** Takes a note, which may load classes and so open files and take locks, unwatched. */
    public void note(Runnable taking) {
        if (looksAway() || takingNote) {
            return;
        }
        takingNote = true;
        try {
            taking.run();
        } finally {
            takingNote = false;
        }
    }
}
