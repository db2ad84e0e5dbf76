package flagtokens;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One lock for all families: nothing is half done while anybody looks. */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline";

    private static final Object LOCK = new Object();

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
        synchronized (LOCK) {
            Optional<String> earlier = cause();
            String valid = earlier.orElse(why);
            cause = valid;
            children.forEach(child -> child.cancel(valid));
            return earlier.isEmpty();
        }
    }

    public Optional<String> cause() {
        boolean expired = hasExpired();
        synchronized (LOCK) {
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
            synchronized (LOCK) {
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
        for (TokenTree parent : parents) {
            synchronized (LOCK) {
                parent.children.remove(this);
            }
        }
    }

    public int registrations() {
        synchronized (LOCK) {
            return children.size();
        }
    }
}
