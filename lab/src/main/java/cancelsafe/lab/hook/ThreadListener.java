package cancelsafe.lab.hook;

import java.util.concurrent.ThreadPoolExecutor;

/** Hears of threads and pools, those of the run and those that the lab does not control. */
public interface ThreadListener {
    /** The thread is about to start a platform thread, which cannot belong to the run. */
    void startsOutside(Thread thread);

    /** A pool is about to get a thread, of this run; the calling thread may be any. */
    void grows(Object pool);

    /** The thread is about to give a task to {@code pool}, of this run or not. */
    void givesTo(ThreadPoolExecutor pool);

    /** The thread is about to give a task to a {@link java.util.concurrent.ForkJoinPool}. */
    void submitsOutside();

    /** The thread ends by {@code thrown}, which its code has not caught. */
    void dies(Throwable thrown);

    /** The thread is about to wake {@code thread}, of this run or not. */
    void handsOver(Thread thread);

    /** The thread is about to make a call that the lab does not control. Does not return. */
    void refuse(int site, String instead);
}
