package flagtokens;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A cancelled token does not detach itself. */
public class TokenTree implements AutoCloseable {
    /** The cause of a token whose deadline has passed. */
    public static final String DEADLINE = "deadline";

    private final InstantSource clock;
    private final List<TokenTree> parents;
    private final Instant deadline; // the earliest of its own and those above
    private final Set<TokenTree> children = new HashSet<>(); // guarded by this, as is the cause
    private @Nullable String cause;

    /** Makes a root; all its descendants use {@code clock}. */
    public TokenTree(InstantSource clock) {
        this(clock, List.of(), Instant.MAX);
    }

    private TokenTree(InstantSource clock, List<TokenTree> parents, Instant deadline) {
        this.clock = clock;
        this.parents = parents;
        this.deadline = deadline;
    }

    /** Returns whether this call was the one that cancelled the token. */
    public boolean cancel(String why) {
        boolean expired = hasExpired();
        boolean first;
        String handedDown;
        List<TokenTree> below;
        synchronized (this) {
            first = cause == null && !expired;
            if (cause == null) {
                cause = expired ? DEADLINE : why;
            }
            handedDown = cause; // the children get the token's cause
            below = List.copyOf(children); // a child that is added later finds the cause
        }
        // outside the lock, so no thread ever holds two; also if another call was first, because
        // it may still be cancelling the descendants when this call returns
        below.forEach(child -> child.cancel(handedDown));
        return first;
    }

    /** Why this token is cancelled; empty if it is not. */
    public Optional<String> cause() {
        boolean expired = hasExpired();
        synchronized (this) {
            if (cause == null && expired) {
                cause = DEADLINE; // kept, so that a later cancel() does not change it
            }
            return Optional.ofNullable(cause);
        }
    }

    private boolean hasExpired() {
        return !clock.instant().isBefore(deadline);
    }

    /** A new child of this token. */
    public TokenTree child() {
        return attached(List.of(this), deadline);
    }

    /** A child that is cancelled at {@code deadline} or earlier. */
    public TokenTree child(Instant deadline) {
        return attached(List.of(this), earlier(this.deadline, deadline));
    }

    /** A child of this token and of {@code other}: cancelled when one of them is. */
    public TokenTree linkedWith(TokenTree other) {
        return attached(List.of(this, other), earlier(deadline, other.deadline));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private TokenTree attached(List<TokenTree> parents, Instant deadline) {
        TokenTree child = new TokenTree(clock, parents, deadline);
        for (TokenTree parent : parents) {
            String inherited;
            synchronized (parent) { // add and check in one atomic step
                parent.children.add(child);
                inherited = parent.cause;
            }
            if (inherited != null) {
                child.cancel(inherited);
            }
        }
        return child;
    }

    /** Detaches this token from its parents; its own cause stays. */
    @Override
    public void close() {
        if (cause().isPresent()) {
            return; // nothing can cancel it any more
        }
        for (TokenTree parent : parents) {
            synchronized (parent) {
                parent.children.remove(this);
            }
        }
    }

    /** How many children this token still knows of; for those who look for leaks. */
    public synchronized int registrations() {
        return children.size();
    }
}
