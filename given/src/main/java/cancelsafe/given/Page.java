package cancelsafe.given;

import java.util.Map;

/**
 * A page about a user, made of parts that have names.
 *
 * <p>Kata 3.9 AggregateClient.
 */
public sealed interface Page {
    /** The parts that are there, by name. */
    Map<String, String> parts();

    /** Why each of the other parts is not there, by name. */
    Map<String, Throwable> missing();

    /** A page with all its parts. */
    record Complete(Map<String, String> parts) implements Page {
        @Override
        public Map<String, Throwable> missing() {
            return Map.of();
        }
    }

    /** A page without some of its parts. */
    record Partial(Map<String, String> parts, Map<String, Throwable> missing) implements Page {}
}
