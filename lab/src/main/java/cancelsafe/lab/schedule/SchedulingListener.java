package cancelsafe.lab.schedule;

/** Told of what puts the steps of one thread before those of another. */
public interface SchedulingListener {
    /** {@code by} has started {@code woken}, or made it go on. */
    void wakes(Thread by, Thread woken);

    /** {@code thread} has ended its turn somewhere in the JDK, not at a scheduling point. */
    void leaves(Thread thread);

    /** {@code thread} is about to have its turn; called on the driver. */
    default void resumes(Thread thread) {}

    /** The schedule lets {@code next} go on, where another thread was expected to. */
    default void departs(Thread next) {}
}
