package cancelsafe.lab.hook;

import java.util.concurrent.Semaphore;

/** Hears what the threads of a run open, close and lock. */
public interface ResourceListener {
    /** A file, a channel, a folder or a registered resource has been opened. */
    void opened(Object resource);

    /** One of them is being closed. */
    void closed(Object resource);

    /** A lock or a semaphore is about to be used. */
    void used(Object lock);

    /** A semaphore is about to be given permits. */
    void releases(Semaphore semaphore);
}
