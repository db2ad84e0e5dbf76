package cancelsafe.lab.hook;

/** Hears where the threads of a run come to. */
public interface PointListener {
    /** The thread is about to make a call that can be cancelled. */
    void point(int site);

    /** The thread is about to check {@code token}. */
    void check(Object token, int site);

    /** The call of a point has returned. */
    void passed(int site);

    /** The thread reaches a source line. */
    void line(int site);

    /** The thread goes round a loop once more. */
    void loop(int site);
}
