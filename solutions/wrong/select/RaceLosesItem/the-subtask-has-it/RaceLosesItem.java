package select;

import static java.util.Map.entry;

import cancelsafe.given.Whereabouts;

import java.util.Map;

/** Thinks that a subtask keeps a result that comes too late. */
public class RaceLosesItem {

    public Map<String, Whereabouts> table() {
        return Map.ofEntries(
                entry("scope of two take(), both have taken", Whereabouts.IN_A_FUTURE),
                entry("scope of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                entry("invokeAny of two take(), both have taken", Whereabouts.NOWHERE),
                entry("invokeAny of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                entry("anyOf of two take(), both have taken", Whereabouts.IN_A_FUTURE),
                entry("anyOf of two take(), the other waits", Whereabouts.IN_A_FUTURE),
                entry(
                        "two takers put into a third queue, both have taken",
                        Whereabouts.IN_A_QUEUE));
    }
}
