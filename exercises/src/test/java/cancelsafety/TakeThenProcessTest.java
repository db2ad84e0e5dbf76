package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Warehouse;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

class TakeThenProcessTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final List<String> ORDERS = List.of("tea", "ink", "rope");

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>(ORDERS);
    private final Warehouse warehouse = new Warehouse();
    private final TakeThenProcess worker = new TakeThenProcess();

    private Attempt watched(Attempt attempt) {
        return attempt.watch("in the queue", () -> List.copyOf(queue))
                .watch("acknowledged", warehouse::acknowledged);
    }

    /** All orders, queued or acknowledged; an order in both places appears twice. */
    private List<String> queuedAndAcknowledged() {
        List<String> orders = new ArrayList<>(queue);
        orders.addAll(warehouse.acknowledged());
        return orders;
    }

    private boolean noneIsLost() {
        return queuedAndAcknowledged().containsAll(ORDERS);
    }

    private boolean noneIsDuplicated() {
        List<String> orders = queuedAndAcknowledged();
        return orders.size() == new HashSet<>(orders).size();
    }

    @CancelEverywhere
    void noOrderIsLost(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE))
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .run(() -> worker.work(queue, warehouse, 3));
    }

    @CancelEverywhere
    void noOrderIsLostOnASecondCancellation(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).inPairs())
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .run(() -> worker.work(queue, warehouse, 2));
    }

    @CancelEverywhere
    void noOrderIsDuplicated(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).inPairs())
                .invariant("no order is both acknowledged and in the queue", this::noneIsDuplicated)
                .run(() -> worker.work(queue, warehouse, 2));
    }

    @CancelEverywhere
    void everyAcknowledgedOrderWasPacked(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE))
                .watch("packed", warehouse::packed)
                .invariant(
                        "every acknowledged order was packed",
                        () -> warehouse.packed().containsAll(warehouse.acknowledged()))
                .run(() -> worker.work(queue, warehouse, 2));
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt).run(() -> worker.work(queue, warehouse, 2));
    }

    @CancelEverywhere
    void anUncancelledWorkerHandlesTheRequestedCount(Attempt attempt) {
        Outcome<Void> outcome = attempt.undisturbed().run(() -> worker.work(queue, warehouse, 2));
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(warehouse.acknowledged()).as("acknowledged").containsExactly("tea", "ink");
        assertThat(queue).as("in the queue").containsExactly("rope");
    }

    @CancelEverywhere
    void theWorkerWaitsForOrdersThatArriveLater(Attempt attempt) {
        queue.clear();
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .run(
                                () -> {
                                    Thread customer =
                                            Thread.ofVirtual().start(this::orderAfterAWhile);
                                    worker.work(queue, warehouse, 1);
                                    customer.join();
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(warehouse.acknowledged()).as("acknowledged").containsExactly("silk");
    }

    private void orderAfterAWhile() {
        try {
            Thread.sleep(100); // on the clock of the lab
            queue.add("silk");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
