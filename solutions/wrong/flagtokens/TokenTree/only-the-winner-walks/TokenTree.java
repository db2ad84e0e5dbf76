package flagtokens;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The walk passes through what is cancelled; whoever calls second is sent away. */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline";

    private final InstantSource clock;
    private final List<TokenTree> parents;
    private final Instant deadline;
    private final Set<TokenTree> children = new HashSet<>();
    private @Nullable String cause;

    public TokenTree(InstantSource clock) {
        this(clock, List.of(), Instant.MAX);
    }

    private TokenTree(InstantSource clock, List<TokenTree> parents, Instant deadline) {
        this.clock = clock;
        this.parents = parents;
        this.deadline = deadline;
    }

    public boolean cancel(String why) {
        boolean expired = hasExpired();
        synchronized (this) {
            if (cause != null) {
                return false;
            }
            cause = expired ? DEADLINE : why;
        }
        walk();
        return !expired;
    }

    private void walk() {
        String handedDown;
        List<TokenTree> below;
        synchronized (this) {
            handedDown = cause;
            below = List.copyOf(children);
        }
        if (handedDown != null) {
            below.forEach(child -> child.hear(handedDown));
        }
    }

    private void hear(String why) {
        synchronized (this) {
            if (cause == null) {
                cause = why;
            }
        }
        walk();
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
        TokenTree child = new TokenTree(clock, parents, deadline);
        for (TokenTree parent : parents) {
            String inherited;
            synchronized (parent) {
                parent.children.add(child);
                inherited = parent.cause;
            }
            if (inherited != null) {
                child.hear(inherited);
            }
        }
        return child;
    }

    @Override
    public void close() {
        for (TokenTree parent : parents) {
            synchronized (parent) {
                parent.children.remove(this);
            }
        }
    }

    public synchronized int registrations() {
        return children.size();
    }
}
