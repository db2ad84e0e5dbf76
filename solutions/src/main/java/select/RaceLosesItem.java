package select;

import static java.util.Map.entry;

import cancelsafe.given.Whereabouts;

import java.util.Map;

/** Where the other order is after the race, as measured on JDK 25. */
public class RaceLosesItem {

    public Map<String, Whereabouts> table() {
        return Map.ofEntries(
                // the loser's subtask stays UNAVAILABLE, and its order is lost
                entry("scope of two take(), both have taken", Whereabouts.NOWHERE),
                // a take() that is interrupted has taken nothing
                entry("scope of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                // the losers' futures are cancelled, and the caller cannot reach them
                entry("invokeAny of two take(), both have taken", Whereabouts.NOWHERE),
                entry("invokeAny of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                // anyOf does not cancel the loser, so its future has the order
                entry("anyOf of two take(), both have taken", Whereabouts.IN_A_FUTURE),
                entry("anyOf of two take(), the other waits", Whereabouts.IN_A_FUTURE),
                // there is no loser: the other order waits in the shared queue
                entry(
                        "two takers put into a third queue, both have taken",
                        Whereabouts.IN_A_QUEUE));
    }
}
