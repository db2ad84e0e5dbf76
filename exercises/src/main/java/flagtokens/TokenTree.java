package flagtokens;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token with children. A cancellation goes down to all descendants, never up.
 *
 * <p>Must hold in every interleaving: when {@link #cancel} has returned, true or false, all open
 * descendants are cancelled. A cause is inherited, and never changes. A child of a cancelled token
 * is cancelled. A deadline is passive: after it, the token and its descendants count as cancelled.
 * A closed child leaves nothing in its parents. All tokens share one clock.
 */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline"; // the cause once the deadline has passed
    private final InstantSource clock;
    private final List<TokenTree> children = new ArrayList<>(); // TODO not thread-safe
    private volatile Optional<String> cause = Optional.empty();

    public TokenTree(InstantSource clock) {
        this.clock = clock;
    }

    public boolean cancel(String why) {
        cause = Optional.of(why); // TODO what if it has a cause already?
        children.forEach(child -> child.cancel(why));
        return true; // TODO whether this call was the one that cancelled the token
    }

    public Optional<String> cause() {
        return cause; // empty: not cancelled
    }

    public TokenTree child() {
        TokenTree child = new TokenTree(clock);
        children.add(child);
        return child;
    }

    /** A child that is cancelled at {@code deadline} or earlier. */
    public TokenTree child(Instant deadline) {
        return child(); // TODO
    }

    /** A child of this token and of {@code other}: cancelled when one of them is. */
    public TokenTree linkedWith(TokenTree other) {
        return child(); // TODO
    }

    @Override
    public void close() {} // TODO detach from the parents; their cancellation no longer applies

    /** How many children this token still refers to; for leak tests. */
    public int registrations() {
        return children.size();
    }
}
