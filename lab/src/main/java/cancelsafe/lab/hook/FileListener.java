package cancelsafe.lab.hook;

/** Hears what the threads of a run do to files and interruptible channels. */
public interface FileListener {
    /** An operation of an interruptible channel begins, however it was reached. */
    void channelBegins(Object channel);

    /**
     * An operation of an interruptible channel ends.
     *
     * @param completed whether it did something
     * @return true if it is to end as if the thread had been interrupted meanwhile
     */
    boolean channelEnds(Object channel, boolean completed);

    /** Whether the run wants to know of operations on files. */
    boolean watchesFiles();

    /** The thread is about to do something to a file, or has done it. */
    void file(FileCall call);
}
