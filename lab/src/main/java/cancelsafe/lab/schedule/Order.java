package cancelsafe.lab.schedule;

/** Told of what puts the steps of one thread before those of another. */
public interface Order {
    /** Nobody listens. */
    Order IGNORED =
            new Order() {
                @Override
                public void wakes(Thread by, Thread woken) {}

                @Override
                public void leaves(Thread thread) {}
            };

    /** {@code by} has started {@code woken}, or made it go on. */
    void wakes(Thread by, Thread woken);

    /** {@code thread} has ended its turn somewhere in the JDK. */
    void leaves(Thread thread);
}
