package flagtokens;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Parents know nothing of their children; a child asks its parents, and keeps what it heard. */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline";

    private final InstantSource clock;
    private final Instant deadline;
    private final AtomicReference<Optional<String>> own = new AtomicReference<>(Optional.empty());
    private volatile List<TokenTree> parents;

    public TokenTree(InstantSource clock) {
        this(clock, List.of(), Instant.MAX);
    }

    private TokenTree(InstantSource clock, List<TokenTree> parents, Instant deadline) {
        this.clock = clock;
        this.parents = parents;
        this.deadline = deadline;
    }

    public boolean cancel(String why) {
        return cause().isEmpty() && keep(Optional.of(why));
    }

    public Optional<String> cause() {
        if (own.get().isEmpty()) {
            for (TokenTree parent : parents) {
                Optional<String> above = parent.cause();
                if (above.isPresent()) {
                    keep(above);
                }
            }
            if (!clock.instant().isBefore(deadline)) {
                keep(Optional.of(DEADLINE));
            }
        }
        return own.get();
    }

    private boolean keep(Optional<String> cause) {
        Optional<String> now = own.get();
        return now.isEmpty() && own.compareAndSet(now, cause);
    }

    public TokenTree child() {
        return child(Instant.MAX);
    }

    public TokenTree child(Instant deadline) {
        return new TokenTree(clock, List.of(this), deadline);
    }

    public TokenTree linkedWith(TokenTree other) {
        return new TokenTree(clock, List.of(this, other), Instant.MAX);
    }

    @Override
    public void close() {
        cause();
        parents = List.of();
    }

    public int registrations() {
        return 0;
    }
}
