package proofs.library;

/** Named like a class of another package. */
public final class State {
    /** Named like its field. */
    public static int count;

    private State() {}
}
