package cancelsafe.given;

/** A callback that waits for a cancellation; closing it takes the callback back. */
public interface Registration extends AutoCloseable {
    /**
     * Takes the callback back: when this has returned, the callback is not running and will not
     * run. Waits for a callback that is running on another thread, also if the caller is
     * interrupted meanwhile, and keeps the interrupt status. Called from within the callback
     * itself, it returns at once. A second call does no more than the first.
     */
    @Override
    void close();
}
