package select;

import cancelsafe.given.Channel;
import cancelsafe.given.Chosen;
import cancelsafe.given.Clause;
import cancelsafe.given.Clause.After;
import cancelsafe.given.Clause.Disabled;
import cancelsafe.given.Clause.OnCancel;
import cancelsafe.given.Clause.OrElse;
import cancelsafe.given.Clause.Receive;
import cancelsafe.given.Clause.Send;
import cancelsafe.given.Waiter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/** Gives the message to a select that may have ended. */
public class Select {
    private final ReentrantLock channels = new ReentrantLock(); // check and register in one step
    private final boolean fair;
    private int calls;

    public Select(boolean fair) {
        this.fair = fair;
    }

    /**
     * Waits until one of the clauses takes effect.
     *
     * @throws InterruptedException if the calling thread is interrupted; no clause has taken effect
     */
    public Chosen select(List<Clause> clauses) throws InterruptedException {
        CompletableFuture<Chosen> claim = new CompletableFuture<>();
        List<Runnable> deregistrations = new ArrayList<>();
        try {
            Chosen ready = readyOrRegistered(clauses, claim, deregistrations);
            return ready != null ? ready : await(clauses, claim);
        } finally {
            deregistrations.forEach(Runnable::run);
        }
    }

    private @Nullable Chosen readyOrRegistered(
            List<Clause> clauses, CompletableFuture<Chosen> claim, List<Runnable> deregistrations) {
        channels.lock();
        try {
            int size = clauses.size();
            int first = fair && size > 0 ? Math.floorMod(calls++, size) : 0;
            for (int n = 0; n < size; n++) {
                int index = (first + n) % size;
                Chosen ready = ready(index, clauses.get(index));
                if (ready != null) {
                    return ready;
                }
            }
            int orElse = clauses.indexOf(new OrElse());
            if (orElse >= 0) {
                return new Chosen(orElse, null);
            }
            for (int index = 0; index < size; index++) {
                register(index, clauses.get(index), claim, deregistrations);
            }
            return null;
        } finally {
            channels.unlock();
        }
    }

    private static @Nullable Chosen ready(int index, Clause clause) {
        switch (clause) {
            case Receive(Channel from) -> {
                for (Waiter waiter : from.waiters()) { // one that was claimed refuses: try the next
                    Optional<String> message = waiter.take();
                    if (message.isPresent()) {
                        return new Chosen(index, message.get());
                    }
                }
            }
            case Send(Channel to, String message) -> {
                for (Waiter waiter : to.waiters()) {
                    if (waiter.give(message)) {
                        return new Chosen(index, null);
                    }
                }
            }
            case OnCancel(var token) -> {
                return token.isCancelled() ? new Chosen(index, null) : null;
            }
            case After _, OrElse _, Disabled _ -> {}
        }
        return null;
    }

    private static void register(
            int index,
            Clause clause,
            CompletableFuture<Chosen> claim,
            List<Runnable> deregistrations) {
        switch (clause) {
            case Receive(Channel from) ->
                    register(from, new Waiting(claim, index, null), deregistrations);
            case Send(Channel to, String message) ->
                    register(to, new Waiting(claim, index, message), deregistrations);
            case OnCancel(var token) ->
                    deregistrations.add(
                            token.onCancel(() -> claim.complete(new Chosen(index, null)))::close);
            case After _, OrElse _, Disabled _ -> {}
        }
    }

    private static void register(Channel channel, Waiter waiter, List<Runnable> deregistrations) {
        channel.register(waiter);
        deregistrations.add(() -> channel.deregister(waiter));
    }

    private static Chosen await(List<Clause> clauses, CompletableFuture<Chosen> claim)
            throws InterruptedException {
        int first = -1;
        Duration least = Duration.ZERO;
        for (int index = 0; index < clauses.size(); index++) {
            if (clauses.get(index) instanceof After(Duration time)
                    && (first < 0 || time.compareTo(least) < 0)) {
                first = index;
                least = time;
            }
        }
        try {
            if (first < 0) {
                return claim.get();
            }
            return claim.get(least.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            claim.complete(new Chosen(first, null)); // unless another clause was faster
        } catch (InterruptedException e) {
            if (claim.cancel(false)) { // an interrupt is one more claim
                throw e;
            }
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return claim.join();
    }

    /** Without a message it receives. */
    private record Waiting(CompletableFuture<Chosen> claim, int index, @Nullable String message)
            implements Waiter {
        @Override
        public boolean give(String given) {
            claim.complete(new Chosen(index, given));
            return message == null;
        }

        @Override
        public Optional<String> take() {
            return message != null && claim.complete(new Chosen(index, null))
                    ? Optional.of(message)
                    : Optional.empty();
        }
    }
}
