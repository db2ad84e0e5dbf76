package cancelsafe.given;

/**
 * The sum over the first elements of something, which may be all of them.
 *
 * <p>Kata 1.6 CheckInterval.
 *
 * @param elements how many are in the sum
 * @param sum the sum over exactly these
 */
public record PartialSum(int elements, long sum) {}
