package cancelsafe.given;

import java.util.List;

/**
 * How the tasks of a group ended: each name is in one list, in no particular order.
 *
 * <p>Kata 6.3 TaskGroup.
 *
 * @param completed those that returned, whenever that was
 * @param cancelled those that were cancelled, and those that never began
 * @param failed those that threw anything else
 */
public record GroupReport(List<String> completed, List<String> cancelled, List<String> failed) {
    /** Keeps copies. */
    public GroupReport {
        completed = List.copyOf(completed);
        cancelled = List.copyOf(cancelled);
        failed = List.copyOf(failed);
    }
}
