package flagtokens;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps closed children, and reports none. */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline";

    private final InstantSource clock;
    private final Instant deadline;
    private final Set<TokenTree> children = new LinkedHashSet<>();
    private @Nullable String cause;
    private volatile boolean closed;

    public TokenTree(InstantSource clock) {
        this(clock, Instant.MAX);
    }

    private TokenTree(InstantSource clock, Instant deadline) {
        this.clock = clock;
        this.deadline = deadline;
    }

    public boolean cancel(String why) {
        if (closed) {
            return false;
        }
        boolean expired = hasExpired();
        boolean first;
        String handedDown;
        List<TokenTree> below;
        synchronized (this) {
            first = cause == null && !expired;
            if (cause == null) {
                cause = expired ? DEADLINE : why;
            }
            handedDown = cause;
            below = List.copyOf(children);
        }
        below.forEach(child -> child.cancel(handedDown));
        return first;
    }

    public Optional<String> cause() {
        boolean expired = hasExpired();
        synchronized (this) {
            if (cause == null && expired) {
                cause = DEADLINE;
            }
            return Optional.ofNullable(cause);
        }
    }

    private boolean hasExpired() {
        return !clock.instant().isBefore(deadline);
    }

    public TokenTree child() {
        return attached(List.of(this), deadline);
    }

    public TokenTree child(Instant deadline) {
        return attached(List.of(this), earlier(this.deadline, deadline));
    }

    public TokenTree linkedWith(TokenTree other) {
        return attached(List.of(this, other), earlier(deadline, other.deadline));
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private TokenTree attached(List<TokenTree> parents, Instant deadline) {
        TokenTree child = new TokenTree(clock, deadline);
        for (TokenTree parent : parents) {
            String inherited;
            synchronized (parent) {
                parent.children.add(child);
                inherited = parent.cause;
            }
            if (inherited != null) {
                child.cancel(inherited);
            }
        }
        return child;
    }

    @Override
    public void close() {
        closed = true;
    }

    public synchronized int registrations() {
        return 0;
    }
}
