package cancelsafe.given;

/**
 * A message that tells of a change.
 *
 * <p>Kata 5.10 Outbox.
 *
 * @param key by which the receiver recognizes a repetition
 * @param row the row that has changed
 * @param amount what was added to the row
 */
public record Message(String key, String row, int amount) {}
