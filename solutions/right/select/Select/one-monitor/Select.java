package select;

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
import java.util.concurrent.TimeUnit;

/** One monitor: a claim is a field that is written under it, and a token only wakes the waiter. */
public class Select {
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
        List<Registration> tokens = new ArrayList<>();
        try {
            for (Clause clause : clauses) {
                if (clause instanceof OnCancel(var token)) {
                    tokens.add(token.onCancel(this::wake));
                }
            }
            return new Selection(clauses).choose();
        } finally {
            tokens.forEach(Registration::close); // not under the monitor: a callback may need it
        }
    }

    private synchronized void wake() {
        notifyAll();
    }

    private final class Selection {
        private final List<Clause> clauses;
        private final long begin = System.nanoTime();
        private @Nullable Chosen chosen;

        Selection(List<Clause> clauses) {
            this.clauses = clauses;
        }

        Chosen choose() throws InterruptedException {
            synchronized (Select.this) {
                int first = fair ? calls++ % Math.max(1, clauses.size()) : 0;
                for (int n = 0; n < clauses.size() && chosen == null; n++) {
                    tryNow((first + n) % clauses.size());
                }
                int orElse = clauses.indexOf(new OrElse());
                if (chosen == null && orElse >= 0) {
                    chosen = new Chosen(orElse, null);
                }
                return chosen != null ? chosen : register(0);
            }
        }

        private void tryNow(int index) {
            switch (clauses.get(index)) {
                case Receive(Channel from) -> {
                    for (Waiter waiter : from.waiters()) {
                        Optional<String> message = waiter.take();
                        if (message.isPresent()) {
                            chosen = new Chosen(index, message.get());
                            return;
                        }
                    }
                }
                case Send(Channel to, String message) -> {
                    if (to.waiters().stream().anyMatch(waiter -> waiter.give(message))) {
                        chosen = new Chosen(index, null);
                    }
                }
                case OnCancel(var token) ->
                        chosen = token.isCancelled() ? new Chosen(index, null) : null;
                default -> {}
            }
        }

        /** Each clause is deregistered by the call that has registered it. */
        private Chosen register(int index) throws InterruptedException {
            if (index == clauses.size()) {
                return await();
            }
            @Nullable Channel channel =
                    switch (clauses.get(index)) {
                        case Receive(Channel from) -> from;
                        case Send(Channel to, String _) -> to;
                        default -> null;
                    };
            if (channel == null) {
                return register(index + 1);
            }
            Waiter waiter = new Waiting(index);
            channel.register(waiter);
            try {
                return register(index + 1);
            } finally {
                channel.deregister(waiter);
            }
        }

        private Chosen await() throws InterruptedException {
            try {
                while (chosen == null) {
                    long left = Long.MAX_VALUE;
                    for (int index = 0; index < clauses.size() && chosen == null; index++) {
                        switch (clauses.get(index)) {
                            case OnCancel _ -> tryNow(index);
                            case After(Duration time) -> {
                                long mine = time.toNanos() - (System.nanoTime() - begin);
                                left = Math.min(left, mine);
                                chosen = mine <= 0 ? new Chosen(index, null) : null;
                            }
                            default -> {}
                        }
                    }
                    if (chosen == null) {
                        TimeUnit.NANOSECONDS.timedWait(Select.this, left);
                    }
                }
            } catch (InterruptedException e) {
                if (chosen == null) {
                    throw e;
                }
                Thread.currentThread().interrupt();
            }
            return chosen;
        }

        private final class Waiting implements Waiter {
            private final int index;

            Waiting(int index) {
                this.index = index;
            }

            @Override
            public boolean give(String message) {
                return clauses.get(index) instanceof Receive && claim(new Chosen(index, message));
            }

            @Override
            public Optional<String> take() {
                return clauses.get(index) instanceof Send(Channel _, String message)
                                && claim(new Chosen(index, null))
                        ? Optional.of(message)
                        : Optional.empty();
            }

            private boolean claim(Chosen mine) {
                if (chosen != null) {
                    return false;
                }
                chosen = mine;
                Select.this.notifyAll();
                return true;
            }
        }
    }
}
