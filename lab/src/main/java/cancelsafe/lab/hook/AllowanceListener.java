package cancelsafe.lab.hook;

/** Decides about what a specification leaves open. */
public interface AllowanceListener {
    /**
     * The calling thread is about to make a call that may return, or fail, without a reason.
     *
     * @return whether it does so now, and is not made
     */
    boolean allows(int site);

    /** A call of the calling thread that has a time limit has returned; it may do so late. */
    void returns(int site);
}
