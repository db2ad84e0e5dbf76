package cancelsafe.given;

/**
 * A registered callback; closing the registration deregisters it.
 *
 * <p>Katas 1.7 WakeTheSleeper, 1.8 Registrations, 4.7 Select and 6.9 Application.
 */
public interface Registration extends AutoCloseable {
    /**
     * Deregisters the callback: when this has returned, the callback is not running and will not
     * run. Waits for a callback that is running on another thread, also if the caller is
     * interrupted meanwhile, and keeps the interrupt status. Called from within the callback
     * itself, it returns at once. A second call does no more than the first.
     */
    @Override
    void close();
}
