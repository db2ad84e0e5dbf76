package cancelsafe.given;

/**
 * A row of numbers that is read one by one.
 *
 * <p>Kata 1.6 CheckInterval.
 */
public interface Samples {
    /** How many there are. */
    int length();

    /**
     * The number at {@code i}, 0 for the first.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    long at(int i);
}
