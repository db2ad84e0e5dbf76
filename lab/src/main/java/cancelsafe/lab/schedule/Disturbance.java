package cancelsafe.lab.schedule;

/**
 * Told, on the driver, of what the scheduler does not control: after it the run may go otherwise
 * the next time.
 */
public interface Disturbance {
    /** A thread outside the run has made {@code thread} go on. */
    void wokenFromOutside(Thread thread);

    /**
     * {@code thread} is blocked by a monitor of a class that is not woven, which another thread of
     * the run holds. The virtual machine hands it over, in its own time.
     */
    void monitorContended(Thread thread);
}
