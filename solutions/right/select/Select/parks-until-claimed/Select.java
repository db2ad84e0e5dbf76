package select;

import cancelsafe.given.CallbackToken;
import cancelsafe.given.Channel;
import cancelsafe.given.Chosen;
import cancelsafe.given.Clause;
import cancelsafe.given.Clause.After;
import cancelsafe.given.Clause.OnCancel;
import cancelsafe.given.Clause.OrElse;
import cancelsafe.given.Clause.Receive;
import cancelsafe.given.Clause.Send;
import cancelsafe.given.Registration;
import cancelsafe.given.Waiter;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Each clause is an object that can try, wait and leave; a claim is one compareAndSet. */
public class Select {
    private static final Chosen INTERRUPTED = new Chosen(-1, null);

    private final boolean fair;
    private final AtomicInteger calls = new AtomicInteger();

    public Select(boolean fair) {
        this.fair = fair;
    }

    /**
     * Waits until one of the clauses takes effect.
     *
     * @throws InterruptedException if the calling thread is interrupted; no clause has taken effect
     */
    public Chosen select(List<Clause> clauses) throws InterruptedException {
        Selection selection = new Selection();
        List<Option> options = new ArrayList<>();
        for (int index = 0; index < clauses.size(); index++) {
            options.add(option(selection, index, clauses.get(index)));
        }
        int first = fair ? Math.floorMod(calls.getAndIncrement(), Math.max(1, options.size())) : 0;
        List<Option> sequence = new ArrayList<>(options.subList(first, options.size()));
        sequence.addAll(options.subList(0, first));
        try {
            synchronized (this) { // no other select is between its check and its registration
                for (Option option : sequence) {
                    if (option.isDone()) {
                        return selection.result();
                    }
                }
                int orElse = clauses.indexOf(new OrElse());
                if (orElse >= 0) {
                    return new Chosen(orElse, null);
                }
                options.forEach(Option::register);
            }
            return selection.await(clauses);
        } finally {
            options.forEach(Option::deregister);
        }
    }

    private static Option option(Selection selection, int index, Clause clause) {
        return switch (clause) {
            case Receive(Channel from) -> new AtChannel(selection, index, from, null);
            case Send(Channel to, String message) -> new AtChannel(selection, index, to, message);
            case OnCancel(CallbackToken token) -> new AtToken(selection, index, token);
            default -> new Option() {};
        };
    }

    private interface Option {
        default boolean isDone() {
            return false;
        }

        default void register() {}

        default void deregister() {}
    }

    private record AtChannel(
            Selection selection, int index, Channel channel, @Nullable String message)
            implements Option, Waiter {
        @Override
        public boolean isDone() {
            for (Waiter other : channel.waiters()) {
                if (message != null) {
                    if (other.give(message)) {
                        return selection.claim(index, null);
                    }
                } else {
                    Optional<String> taken = other.take();
                    if (taken.isPresent()) {
                        return selection.claim(index, taken.get());
                    }
                }
            }
            return false;
        }

        @Override
        public void register() {
            channel.register(this);
        }

        @Override
        public void deregister() {
            channel.deregister(this);
        }

        @Override
        public boolean give(String given) {
            return message == null && selection.claim(index, given);
        }

        @Override
        public Optional<String> take() {
            return Optional.ofNullable(message).filter(_ -> selection.claim(index, null));
        }
    }

    private static final class AtToken implements Option {
        private final Selection selection;
        private final int index;
        private final CallbackToken token;
        private @Nullable Registration registration;

        AtToken(Selection selection, int index, CallbackToken token) {
            this.selection = selection;
            this.index = index;
            this.token = token;
        }

        @Override
        public boolean isDone() {
            return token.isCancelled() && selection.claim(index, null);
        }

        @Override
        public void register() {
            registration = token.onCancel(() -> selection.claim(index, null));
        }

        @Override
        public void deregister() {
            if (registration != null) {
                registration.close();
            }
        }
    }

    private static final class Selection {
        private final long begin = System.nanoTime();
        private final Thread thread = Thread.currentThread();
        private final AtomicReference<@Nullable Chosen> chosen = new AtomicReference<>();

        boolean claim(int index, @Nullable String message) {
            boolean isFirst = chosen.compareAndSet(null, new Chosen(index, message));
            LockSupport.unpark(thread);
            return isFirst;
        }

        Chosen result() {
            Chosen result = chosen.get();
            if (result == null) {
                throw new IllegalStateException("no clause has taken effect");
            }
            return result;
        }

        Chosen await(List<Clause> clauses) throws InterruptedException {
            while (chosen.get() == null) {
                long left = Long.MAX_VALUE;
                for (int index = 0; index < clauses.size(); index++) {
                    if (clauses.get(index) instanceof After(Duration time)) {
                        long mine = time.toNanos() - (System.nanoTime() - begin);
                        left = Math.min(left, mine);
                        if (mine <= 0) {
                            claim(index, null);
                        }
                    }
                }
                if (left > 0) {
                    LockSupport.parkNanos(this, left);
                }
                if (Thread.currentThread().isInterrupted()
                        && chosen.compareAndSet(null, INTERRUPTED)) {
                    Thread.interrupted();
                    throw new InterruptedException();
                }
            }
            return result();
        }
    }
}
