package cancelsafe.given;

import java.util.List;

/**
 * How the workers of an application ended: each name is in one list, in no particular order.
 *
 * @param completed those that returned
 * @param cancelled those that gave up because they were told to stop
 * @param forced those that were interrupted out of their work
 */
public record ShutdownReport(List<String> completed, List<String> cancelled, List<String> forced) {
    /** Keeps copies. */
    public ShutdownReport {
        completed = List.copyOf(completed);
        cancelled = List.copyOf(cancelled);
        forced = List.copyOf(forced);
    }
}
