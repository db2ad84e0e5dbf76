package cancelsafe.given;

/** Where an order is after a race that another one has won. */
public enum Whereabouts {
    /** Not decided yet. */
    TODO,
    /** In a queue, for whoever takes next. */
    IN_A_QUEUE,
    /** In a future that its caller still has. */
    IN_A_FUTURE,
    /** It has been taken, and nobody can get at it any more. */
    NOWHERE
}
