package flagtokens;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Holds the locks of both parents while it links. */
public class TokenTree implements AutoCloseable {
    public static final String DEADLINE = "deadline";
    private final InstantSource clock;
    private final Instant deadline;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<TokenTree> children = new LinkedHashSet<>();
    private final List<TokenTree> parents;
    private String cause;

    public TokenTree(InstantSource clock) {
        this(clock, null, List.of());
    }

    private TokenTree(InstantSource clock, Instant deadline, List<TokenTree> parents) {
        this.clock = clock;
        this.deadline = deadline;
        this.parents = parents;
        parents.forEach(parent -> parent.adopt(this));
    }

    private void adopt(TokenTree child) {
        String inherited =
                locked(
                        () -> {
                            children.add(child);
                            return look();
                        });
        if (inherited != null) {
            child.cancel(inherited);
        }
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }

    private String look() {
        if (cause == null && deadline != null && clock.instant().compareTo(deadline) >= 0) {
            cause = DEADLINE;
        }
        return cause;
    }

    private record Walk(boolean first, String cause, List<TokenTree> next) {}

    public boolean cancel(String why) {
        Walk walk =
                locked(
                        () -> {
                            boolean first = look() == null;
                            if (first) {
                                cause = why;
                            }
                            return new Walk(first, cause, new ArrayList<>(children));
                        });
        walk.next().forEach(child -> child.cancel(walk.cause()));
        return walk.first();
    }

    public Optional<String> cause() {
        return locked(() -> Optional.ofNullable(look()));
    }

    public TokenTree child() {
        return new TokenTree(clock, deadline, List.of(this));
    }

    public TokenTree child(Instant earlier) {
        return new TokenTree(clock, min(deadline, earlier), List.of(this));
    }

    public TokenTree linkedWith(TokenTree other) {
        return locked(
                () ->
                        other.locked(
                                () ->
                                        new TokenTree(
                                                clock,
                                                min(deadline, other.deadline),
                                                List.of(this, other))));
    }

    private static Instant min(Instant a, Instant b) {
        return a == null || b != null && b.isBefore(a) ? b : a;
    }

    @Override
    public void close() {
        parents.forEach(
                parent ->
                        parent.locked(
                                () -> {
                                    parent.children.remove(this);
                                    return null;
                                }));
    }

    public int registrations() {
        return locked(children::size);
    }
}
