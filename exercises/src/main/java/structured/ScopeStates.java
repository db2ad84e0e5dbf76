package structured;

import static java.util.Map.entry;

import java.util.Map;

/**
 * The timeout of a scope has expired. What can its owner still read?
 *
 * <p>Given: a scope with {@code Joiner.awaitAll()} and a timeout. {@code done} has returned its
 * value in time. {@code waits} blocks and ends when it is interrupted. {@code stubborn} blocks too,
 * swallows the interrupt and returns a value. Then a scope whose subtasks have all finished in
 * time, and whose owner calls {@code join} after the timeout. And a scope without a timeout, whose
 * owner is interrupted in {@code join}.
 *
 * <p>Must hold: each row is what the owner gets. TODO fill in the table, then run the test.
 */
public class ScopeStates {

    /** What the owner gets: a state, a value, or an exception. */
    public enum Answer {
        TODO,
        SUCCESS,
        FAILED,
        UNAVAILABLE,
        VALUE,
        ILLEGAL_STATE,
        TIMEOUT,
        INTERRUPTED
    }

    public Map<String, Answer> table() {
        return Map.ofEntries(
                entry("join()", Answer.TODO),
                entry("done.state(), inside the block", Answer.TODO),
                entry("done.get(), inside the block", Answer.TODO),
                entry("join() again", Answer.TODO),
                entry("done.get(), after the block", Answer.TODO),
                entry("waits.state(), after the block", Answer.TODO),
                entry("stubborn.state(), after the block", Answer.TODO),
                entry("all done, join() too late", Answer.TODO),
                entry("all done, get() after the block", Answer.TODO),
                entry("interrupted, join() again", Answer.TODO),
                entry("interrupted, done.get() inside the block", Answer.TODO),
                entry("interrupted, done.get() after the block", Answer.TODO));
    }
}
