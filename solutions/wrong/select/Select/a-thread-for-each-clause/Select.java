package select;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Channel;
import cancelsafe.given.Chosen;
import cancelsafe.given.Clause;
import cancelsafe.given.Clause.After;
import cancelsafe.given.Clause.Disabled;
import cancelsafe.given.Clause.OnCancel;
import cancelsafe.given.Clause.OrElse;
import cancelsafe.given.Clause.Receive;
import cancelsafe.given.Clause.Send;
import cancelsafe.given.Registration;
import cancelsafe.given.Waiter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;

/** A race of the clauses: the first one wins, and the scope interrupts the others. */
public class Select {
    private final Object channels = new Object();

    public Select(boolean fair) {}

    /**
     * Waits until one of the clauses takes effect.
     *
     * @throws InterruptedException if the calling thread is interrupted; no clause has taken effect
     */
    public Chosen select(List<Clause> clauses) throws InterruptedException {
        try (var scope =
                StructuredTaskScope.open(Joiner.<Chosen>anySuccessfulResultOrThrow())) {
            for (int index = 0; index < clauses.size(); index++) {
                int mine = index;
                scope.fork(() -> new Chosen(mine, await(clauses.get(mine))));
            }
            return scope.join();
        }
    }

    private @Nullable String await(Clause clause) throws InterruptedException {
        switch (clause) {
            case Receive(Channel from) -> {
                return meet(from, null);
            }
            case Send(Channel to, String message) -> meet(to, message);
            case After(Duration time) -> Thread.sleep(time);
            case OnCancel(CallbackToken token) -> {
                CompletableFuture<@Nullable String> cancelled = new CompletableFuture<>();
                try (Registration _ = token.onCancel(() -> cancelled.complete(null))) {
                    result(cancelled);
                }
            }
            case OrElse _ -> {}
            case Disabled _ -> Thread.sleep(Duration.ofDays(10_000));
        }
        return null;
    }

    /** Without a message it receives. */
    private @Nullable String meet(Channel channel, @Nullable String message)
            throws InterruptedException {
        CompletableFuture<@Nullable String> claim = new CompletableFuture<>();
        Waiter mine = new Waiting(claim, message);
        synchronized (channels) {
            for (Waiter waiter : channel.waiters()) {
                if (message != null && waiter.give(message)) {
                    return null;
                }
                Optional<String> taken = message == null ? waiter.take() : Optional.empty();
                if (taken.isPresent()) {
                    return taken.get();
                }
            }
            channel.register(mine);
        }
        try {
            return result(claim);
        } finally {
            channel.deregister(mine);
        }
    }

    private static @Nullable String result(CompletableFuture<@Nullable String> claim)
            throws InterruptedException {
        try {
            return claim.get();
        } catch (InterruptedException e) {
            if (claim.cancel(false)) {
                throw e;
            }
            return claim.join();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Waiting(CompletableFuture<@Nullable String> claim, @Nullable String message)
            implements Waiter {
        @Override
        public boolean give(String given) {
            return message == null && claim.complete(given);
        }

        @Override
        public Optional<String> take() {
            return message != null && claim.complete(null)
                    ? Optional.of(message)
                    : Optional.empty();
        }
    }
}
