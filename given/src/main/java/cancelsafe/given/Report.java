package cancelsafe.given;

/** What a worker has to say when it has ended: how many iterations it did, and why it ended. */
public record Report(int iterations, Ending ending) {}
