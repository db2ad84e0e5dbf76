package select;

import static java.util.Map.entry;

import cancelsafe.given.Whereabouts;

import java.util.Map;

/**
 * Two tasks race for an order. Where is the other order afterwards?
 *
 * <p>There are two queues, and one taker for each. The first taker that has an order wins, and the
 * caller gets its order. "Both have taken": the other taker has already taken its order when the
 * race is decided. "The other waits": its queue is empty until the race is decided, and its order
 * arrives afterwards.
 *
 * <p>Must hold: each row is the place of the other order when all tasks have terminated. TODO fill
 * in the table, then run the test.
 */
public class RaceLosesItem {

    public Map<String, Whereabouts> table() {
        return Map.ofEntries(
                entry("scope of two take(), both have taken", Whereabouts.TODO),
                entry("scope of two take(), the other waits", Whereabouts.TODO),
                entry("invokeAny of two take(), both have taken", Whereabouts.TODO),
                entry("invokeAny of two take(), the other waits", Whereabouts.TODO),
                entry("anyOf of two take(), both have taken", Whereabouts.TODO),
                entry("anyOf of two take(), the other waits", Whereabouts.TODO),
                entry("two takers put into a third queue, both have taken", Whereabouts.TODO));
    }
}
