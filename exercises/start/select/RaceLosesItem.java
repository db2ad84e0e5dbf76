package select;

import static java.util.Map.entry;

import cancelsafe.given.Whereabouts;

import java.util.Map;

/**
 * Two takers, one answer. Where is the other order?
 *
 * <p>There are two queues, and for each a taker. Whoever has an order first wins, and its order is
 * what the caller gets. "Both have taken": the other taker has its order in hand when the race is
 * decided. "The other waits": its queue is empty until the race is decided; its order comes after.
 *
 * <p>Must hold: each row says where the other order is when all has come to rest. TODO fill it in,
 * then let it be measured.
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
