package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Warehouse;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;

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
    void aWorkerIsCancelledWhileItWaitsForAnOrder(Attempt attempt) {
        queue.clear();
        Outcome<Void> outcome =
                watched(attempt.mayWaitForever("no order arrives"))
                        .run(() -> worker.work(queue, warehouse, 1));
        assertThat(outcome.returned() && !outcome.interrupted())
                .as("the worker gave up although no order had arrived")
                .isFalse();
    }

    /** Of each order the packing takes 20 milliseconds and the acknowledging 5. */
    @CancelEverywhere
    void aCancelledWorkerFinishesAtMostTheOrderInHand(Attempt attempt) {
        Map<Integer, Integer> finished = new TreeMap<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int after : List.of(10, 22, 35, 47)) {
                                finished.put(after, finishedOfThree(after));
                            }
                        });
        assertThat(finished.get(10)).as("finished, cancelled in the first pack").isLessThan(2);
        assertThat(finished.get(22)).as("finished, cancelled in acknowledge").isLessThan(2);
        assertThat(finished.get(35)).as("finished, cancelled in the second pack").isBetween(1, 2);
        assertThat(finished.get(47)).as("finished, cancelled in acknowledge").isBetween(1, 2);
    }

    /** How many of three orders are acknowledged by a worker that is cancelled so late. */
    private int finishedOfThree(int millis) throws InterruptedException {
        Warehouse other = new Warehouse();
        BlockingQueue<String> three = new LinkedBlockingQueue<>(ORDERS);
        Thread cancelled = Thread.ofVirtual().start(() -> workQuietly(three, other, 3));
        Thread.sleep(millis); // on the clock of the lab
        cancelled.interrupt();
        cancelled.join();
        return other.acknowledged().size();
    }

    private void workQuietly(BlockingQueue<String> orders, Warehouse other, int count) {
        try {
            worker.work(orders, other, count);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // judged by theCallerLearnsOfTheCancellation
        }
    }

    @CancelEverywhere
    void aWorkerCanWorkAgainAfterACancellation(Attempt attempt) {
        queue.add("silk");
        watched(attempt.again())
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .invariant("no order is both acknowledged and in the queue", this::noneIsDuplicated)
                .invariant(
                        "every acknowledged order was packed",
                        () -> warehouse.packed().containsAll(warehouse.acknowledged()))
                .call(
                        () -> {
                            int before = warehouse.acknowledged().size();
                            worker.work(queue, warehouse, 2);
                            return warehouse.acknowledged().size() - before;
                        });
    }

    /** A first call that is cancelled, and a second one, which may be cancelled, too. */
    @CancelEverywhere
    void theNextCallMayBeCancelledToo(Attempt attempt) {
        watched(attempt.mayAbsorb("the body itself goes on").inPairs())
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .invariant("no order is both acknowledged and in the queue", this::noneIsDuplicated)
                .invariant(
                        "every acknowledged order was packed",
                        () -> warehouse.packed().containsAll(warehouse.acknowledged()))
                .run(
                        () -> {
                            workQuietly(queue, warehouse, 1);
                            Thread.interrupted(); // the next call belongs to another task
                            worker.work(queue, warehouse, queue.size());
                        });
    }

    @CancelEverywhere
    void noOrderIsLostOrDuplicatedInAnyInterleaving(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).onThread("body").allInterleavingsAndTimers())
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .invariant("no order is both acknowledged and in the queue", this::noneIsDuplicated)
                .run(() -> worker.work(queue, warehouse, 1));
    }

    @CancelEverywhere
    void aFailureOfTheWarehouseLosesNoOrderAndReachesTheCaller(Attempt attempt) {
        watched(attempt.withFaults(Warehouse.class))
                .invariant("every order is acknowledged or in the queue", this::noneIsLost)
                .invariant("no order is both acknowledged and in the queue", this::noneIsDuplicated)
                .run(() -> worker.work(queue, warehouse, 2));
    }

    /** {@code take} of a deque does not check the interrupt status, so the warehouse is called. */
    @CancelEverywhere
    void aFailureAfterAnInterruptReachesTheCallerToo(Attempt attempt) {
        BlockingQueue<String> deque = new LinkedBlockingDeque<>(ORDERS);
        failsAfterAnInterrupt(attempt, deque).run(() -> workInterrupted(deque));
    }

    @CancelEverywhere
    void aFailureAfterAnInterruptBehindTakeReachesTheCallerToo(Attempt attempt) {
        BlockingQueue<String> interrupting = new InterruptingQueue();
        failsAfterAnInterrupt(attempt, interrupting)
                .run(() -> workQuietly(interrupting, warehouse, 2));
    }

    /** The interrupt arrives when {@code take} has returned; a {@code put} reports it. */
    private static final class InterruptingQueue extends LinkedBlockingQueue<String> {
        private static final long serialVersionUID = 1;

        InterruptingQueue() {
            super(ORDERS);
        }

        @Override
        public String take() throws InterruptedException {
            String order = super.take();
            Thread.currentThread().interrupt();
            return order;
        }
    }

    private Attempt failsAfterAnInterrupt(Attempt attempt, BlockingQueue<String> orders) {
        return attempt.withFaults(Warehouse.class)
                .mayAbsorb("the caller learns of the failure")
                .mayInterruptItself("the interrupt arrives before the call")
                .invariant(
                        "every order is acknowledged or in the queue",
                        () -> warehouse.acknowledged().size() + orders.size() == ORDERS.size());
    }

    private void workInterrupted(BlockingQueue<String> orders) {
        Thread.currentThread().interrupt();
        try {
            worker.work(orders, warehouse, 2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @CancelEverywhere
    void anUncancelledWorkerHandlesTheRequestedCount(Attempt attempt) {
        Outcome<Void> outcome = attempt.undisturbed().run(() -> worker.work(queue, warehouse, 2));
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(warehouse.acknowledged()).as("acknowledged").containsExactly("tea", "ink");
        assertThat(queue).as("in the queue").containsExactly("rope");
    }

    @CancelEverywhere
    void oneWorkerHandlesAsManyOrdersAsEachCallAsksFor(Attempt attempt) {
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .run(
                                () -> {
                                    for (int count : List.of(0, 1, 0, 2)) {
                                        worker.work(queue, warehouse, count);
                                    }
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(warehouse.packed()).as("packed").containsExactlyElementsOf(ORDERS);
        assertThat(warehouse.acknowledged()).as("acknowledged").containsExactlyElementsOf(ORDERS);
        assertThat(queue).as("in the queue").isEmpty();
    }

    @CancelEverywhere
    void aWorkerHandlesManyOrders(Attempt attempt) {
        List<String> orders = IntStream.range(0, 40).mapToObj(n -> "order " + n).toList();
        queue.clear();
        queue.addAll(orders);
        attempt.undisturbed().run(() -> worker.work(queue, warehouse, orders.size()));
        assertThat(warehouse.acknowledged()).as("acknowledged").containsExactlyElementsOf(orders);
        assertThat(queue).as("in the queue").isEmpty();
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
