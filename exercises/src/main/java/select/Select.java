package select;

import cancelsafe.given.Channel;
import cancelsafe.given.Chosen;
import cancelsafe.given.Clause;
import cancelsafe.given.Waiter;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Waits for several clauses, of which exactly one takes effect.
 *
 * <p>Given: {@link Clause}, {@link Waiter} and {@link Channel}. All selects that use a channel are
 * made on the same object, by any number of threads.
 *
 * <p>Must hold: a message is received by one select, or its sender keeps it. An interrupted select
 * throws and has no effect, or has taken effect. Every clause and every callback is deregistered
 * when {@code select} ends. A biased choice takes the first clause of the list that is ready; a
 * fair one begins one clause further at each call.
 */
public class Select {
    public Select(boolean fair) {} // TODO

    /**
     * Waits until one of the clauses takes effect.
     *
     * @throws InterruptedException if the calling thread is interrupted; no clause has taken effect
     */
    public Chosen select(List<Clause> clauses) throws InterruptedException {
        CompletableFuture<Chosen> chosen = new CompletableFuture<>();
        for (int i = 0; i < clauses.size(); i++) {
            int index = i;
            if (clauses.get(i) instanceof Clause.Receive(Channel from)) {
                from.register( // TODO who deregisters it?
                        new Waiter() {
                            @Override
                            public boolean give(String message) {
                                chosen.complete(new Chosen(index, message)); // TODO only one may
                                return true;
                            }

                            @Override
                            public Optional<String> take() {
                                return Optional.empty();
                            }
                        });
            }
            if (clauses.get(i) instanceof Clause.Send(Channel to, String message)) {
                if (!to.waiters().isEmpty() && to.waiters().getFirst().give(message)) {
                    return new Chosen(index, null);
                } // TODO and if no receiver waits?
            }
        }
        return chosen.join(); // TODO interrupts, and the other clauses
    }
}
