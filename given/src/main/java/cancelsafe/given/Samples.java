package cancelsafe.given;

/** A row of numbers that is read one by one. */
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
