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
 * <p>Must hold: each row is what the owner gets.
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
                entry("join()", Answer.TIMEOUT),
                entry("done.state(), inside the block", Answer.SUCCESS),
                entry("done.get(), inside the block", Answer.ILLEGAL_STATE),
                entry("join() again", Answer.ILLEGAL_STATE),
                entry("done.get(), after the block", Answer.VALUE),
                entry("waits.state(), after the block", Answer.UNAVAILABLE),
                entry("stubborn.state(), after the block", Answer.UNAVAILABLE),
                entry("all done, join() too late", Answer.TIMEOUT),
                entry("all done, get() after the block", Answer.VALUE),
                entry("interrupted, join() again", Answer.ILLEGAL_STATE),
                entry("interrupted, done.get() inside the block", Answer.ILLEGAL_STATE),
                entry("interrupted, done.get() after the block", Answer.VALUE));
    }
}
