package cancelsafe.given;

import org.jspecify.annotations.Nullable;

/**
 * Which clause of a select has taken effect.
 *
 * <p>Kata 4.7 Select.
 *
 * @param clause its index in the list
 * @param message what was received; null for other clauses than {@link Clause.Receive}
 */
public record Chosen(int clause, @Nullable String message) {}
