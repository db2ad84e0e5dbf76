package flagtokens;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A token with children: cancelling goes down to all of them, and never up. One clock for all.
 *
 * <p>Must hold for any number of threads: when {@link #cancel} has returned, true or false, all
 * below is cancelled; a cause is inherited, and never changes. A child of a cancelled token is born
 * cancelled. A deadline does nothing by itself: whoever asks when it has come finds the token, and
 * all below it, cancelled. Of a closed child nothing is left in its parents.
 */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline"; // the cause when it has come
    private final InstantSource clock;
    private final List<TokenTree> children = new ArrayList<>(); // TODO for many threads
    private volatile Optional<String> cause = Optional.empty();

    public TokenTree(InstantSource clock) {
        this.clock = clock;
    }

    public boolean cancel(String why) {
        cause = Optional.of(why); // TODO and if there was one?
        children.forEach(child -> child.cancel(why));
        return true; // TODO whether this call was the one
    }

    public Optional<String> cause() {
        return cause; // empty: not cancelled
    }

    public TokenTree child() {
        TokenTree child = new TokenTree(clock);
        children.add(child);
        return child;
    }

    /** A child that is cancelled when {@code deadline} has come, or earlier. */
    public TokenTree child(Instant deadline) {
        return child(); // TODO
    }

    /** A child of this token and of {@code other}: cancelled when one of them is. */
    public TokenTree linkedWith(TokenTree other) {
        return child(); // TODO
    }

    @Override
    public void close() {} // TODO takes this token from its parents; it hears of them no more

    /** How many children this token still knows of; for those who look for leaks. */
    public int registrations() {
        return children.size();
    }
}
