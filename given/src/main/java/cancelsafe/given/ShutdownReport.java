package cancelsafe.given;

import java.util.List;

/**
 * How the workers of an application ended: each name is in one list, in no particular order.
 *
 * <p>Kata 6.9 Application.
 *
 * @param completed those that returned
 * @param cancelled those that ended because their token was cancelled
 * @param forced those that were interrupted
 */
public record ShutdownReport(List<String> completed, List<String> cancelled, List<String> forced) {
    /** Keeps copies. */
    public ShutdownReport {
        completed = List.copyOf(completed);
        cancelled = List.copyOf(cancelled);
        forced = List.copyOf(forced);
    }
}
