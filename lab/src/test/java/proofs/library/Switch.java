package proofs.library;

import cancelsafe.lab.Unwoven;

/** Something of a library: what it does inside is not seen. */
@Unwoven
public final class Switch {
    /** Whether it is on. */
    public volatile boolean on;

    /** Turns it on. */
    public void turn() {
        on = true;
    }
}
