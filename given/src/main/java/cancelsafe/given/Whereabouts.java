package cancelsafe.given;

/**
 * Where an order is after a race that another order has won.
 *
 * <p>Kata 4.1 RaceLosesItem.
 */
public enum Whereabouts {
    /** Not decided yet. */
    TODO,
    /** In a queue, for the next taker. */
    IN_A_QUEUE,
    /** In a future that its caller still has. */
    IN_A_FUTURE,
    /** It was taken, and is lost. */
    NOWHERE
}
