package select;

import static java.util.Map.entry;

import cancelsafe.given.Whereabouts;

import java.util.Map;

/** Where the other order is when a race has been decided, as the JDK has it. */
public class RaceLosesItem {

    public Map<String, Whereabouts> table() {
        return Map.ofEntries(
                // the loser's subtask is UNAVAILABLE for ever, with the order in it
                entry("scope of two take(), both have taken", Whereabouts.NOWHERE),
                // interrupted in take(), it has taken nothing: a queue keeps that promise
                entry("scope of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                // the losers' futures are cancelled, and nobody outside has them
                entry("invokeAny of two take(), both have taken", Whereabouts.NOWHERE),
                entry("invokeAny of two take(), the other waits", Whereabouts.IN_A_QUEUE),
                // anyOf leaves the loser alone: it keeps its order, now or later
                entry("anyOf of two take(), both have taken", Whereabouts.IN_A_FUTURE),
                entry("anyOf of two take(), the other waits", Whereabouts.IN_A_FUTURE),
                // nobody loses: the caller takes from one queue, and the rest waits there
                entry(
                        "two takers put into a third queue, both have taken",
                        Whereabouts.IN_A_QUEUE));
    }
}
