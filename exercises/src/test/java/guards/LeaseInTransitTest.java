package guards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class LeaseInTransitTest {
    private static final int COUNT = 4;
    private static final String ELSEWHERE = "judged by theProducerLearnsOfItsInterrupt";

    private final LeaseServer server = new LeaseServer();
    private final LeaseInTransit transit = new LeaseInTransit(server, 1);
    private final LeaseInTransit wide = new LeaseInTransit(server, 4);
    private final List<Throwable> ofTheOther = Collections.synchronizedList(new ArrayList<>());

    private Attempt watched(Attempt attempt) {
        return attempt.mayHold("a semaphore can count the free places")
                .watch("opened", server::opened)
                .watch("used", server::used)
                .watch("closed", server::closed);
    }

    private Attempt eachIsClosedOnce(Attempt attempt) {
        return watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .invariant("every lease is closed", () -> closedOnce().size() == server.opened())
                .invariant(
                        "no lease is closed twice",
                        () -> closedOnce().size() == server.closed().size())
                .invariant("no lease is used after its close", () -> !server.isUsedAfterClose())
                .invariant(
                        "no step of a lease is repeated",
                        () -> Set.copyOf(server.history()).size() == server.history().size());
    }

    private Set<Integer> closedOnce() {
        return new HashSet<>(server.closed());
    }

    /** Runs one part on this thread and the other one on another thread; the owner closes. */
    private void together(Body mine, Body other) throws Throwable {
        Thread thread = start(other);
        try (transit) {
            try {
                mine.run();
            } catch (Throwable e) {
                thread.interrupt(); // it would wait for ever
                throw e;
            } finally {
                if (Thread.currentThread().isInterrupted()) {
                    thread.interrupt();
                }
                joinUninterruptibly(thread);
            }
        }
    }

    private Thread start(Body body) {
        return Thread.startVirtualThread(() -> runOther(body));
    }

    private void runOther(Body body) {
        try {
            body.run();
        } catch (Throwable e) {
            ofTheOther.add(e);
        }
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The producer waits for a place by then. */
    private void consumesLate() throws InterruptedException {
        Thread.sleep(Duration.ofMillis(12));
        transit.consume(2);
    }

    private void producerIsTheBody() throws Throwable {
        together(() -> transit.produce(COUNT), () -> transit.consume(COUNT));
    }

    private void consumerIsTheBody() throws Throwable {
        together(() -> transit.consume(COUNT), () -> transit.produce(COUNT));
    }

    @CancelEverywhere
    void eachLeaseIsClosedOnceWhereverTheProducerIsInterrupted(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .onThread("body")
                .inPairs()
                .atLeastOnePoint()
                .run(this::producerIsTheBody);
    }

    @CancelEverywhere
    void eachLeaseIsClosedOnceWhereverTheConsumerIsInterrupted(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .onThread("body")
                .inPairs()
                .atLeastOnePoint()
                .run(this::consumerIsTheBody);
    }

    @CancelEverywhere
    void eachLeaseIsClosedOnceInEverySchedule(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .onThread("body")
                .delayBound(1)
                .runBudget(500)
                .run(() -> together(this::consumesLate, () -> transit.produce(2)));
    }

    @CancelEverywhere
    void theProducerLearnsOfItsInterrupt(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).onThread("body").run(this::producerIsTheBody);
        if (outcome.returned()) {
            assertThat(server.opened()).as("opened, produce has returned").isEqualTo(COUNT);
        }
    }

    @CancelEverywhere
    void theConsumerLearnsOfItsInterrupt(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).onThread("body").run(this::consumerIsTheBody);
        if (outcome.returned()) {
            assertThat(server.used()).as("used, consume has returned").hasSize(COUNT);
        }
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForAFreePlace(Attempt attempt) {
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt)
                        .mayWaitForever("no thread takes a second lease")
                        .run(
                                () -> {
                                    try (transit) {
                                        for (int n = 0; n < 3; n++) {
                                            transit.produce(1);
                                            transit.consume(1);
                                        }
                                        transit.produce(COUNT);
                                    }
                                });
        outcome.thrown().ifPresent(LeaseInTransitTest::isTheInterrupt);
        assertThat(server.opened())
                .as("opened leases: three were used, one is in the queue, one waits for a place")
                .isLessThanOrEqualTo(5);
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForALease(Attempt attempt) {
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt)
                        .mayWaitForever("no thread opens a second lease")
                        .run(
                                () -> {
                                    try (transit) {
                                        transit.produce(1);
                                        transit.consume(2);
                                    }
                                });
        outcome.thrown().ifPresent(LeaseInTransitTest::isTheInterrupt);
    }

    private static void isTheInterrupt(Throwable thrown) {
        assertThat(thrown)
                .as("what an interrupted call throws")
                .isInstanceOf(InterruptedException.class);
    }

    private void oneAfterTheOther(int produced, int consumed) throws Exception {
        try (LeaseInTransit owned = new LeaseInTransit(server, 4)) {
            owned.produce(produced);
            owned.consume(consumed);
        }
    }

    @CancelEverywhere
    void aFailureReachesTheCaller(Attempt attempt) {
        watched(attempt)
                .mayAbsorb("a failing close may replace the interrupt")
                .withFaults(LeaseServer.class, Lease.class)
                .run(() -> oneAfterTheOther(3, 1));
    }

    @CancelEverywhere
    void aFailedOpeningClosesNoLeaseInTheQueue(Attempt attempt) {
        List<Integer> closed = new ArrayList<>();
        eachIsClosedOnce(attempt)
                .withFaults(LeaseServer.class)
                .invariant("no lease is closed before the owner closes", closed::isEmpty)
                .run(
                        () -> {
                            try (wide) {
                                try {
                                    wide.produce(3);
                                    closed.addAll(server.closed());
                                } catch (IOException | RuntimeException | Error e) {
                                    closed.addAll(server.closed());
                                    throw e;
                                }
                            }
                        });
    }

    @CancelEverywhere
    void anInterruptedConsumerContinuesWithTheNextLease(Attempt attempt) {
        int[] used = {COUNT};
        eachIsClosedOnce(attempt)
                .run(
                        () -> {
                            try (wide) {
                                wide.produce(4);
                                try {
                                    wide.consume(3);
                                } catch (InterruptedException e) {
                                    wide.consume(4 - server.closed().size());
                                    used[0] = server.used().size();
                                    throw e;
                                }
                            }
                        });
        assertThat(server.used()).as("used leases").isSorted();
        assertThat(used[0])
                .as("used leases of four, if the consumer was interrupted in one of them")
                .isGreaterThanOrEqualTo(3);
    }

    @CancelEverywhere
    void aFailedPreparationOrUseLeavesNoLeaseOpen(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (String step : List.of("prepared 2", "used 5")) {
                                server.failsAt(step);
                                assertThatThrownBy(() -> oneAfterTheOther(3, 3))
                                        .as("what consume() throws")
                                        .isInstanceOf(IllegalStateException.class);
                            }
                        });
    }

    @CancelEverywhere
    void eachLeaseIsClosedEvenIfACloseFails(Attempt attempt) {
        server.failsAt("closed 2");
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt)
                        .undisturbed()
                        .mayInterruptItself("the owner sets the status")
                        .run(
                                () -> {
                                    LeaseInTransit wide = new LeaseInTransit(server, 12);
                                    wide.produce(12);
                                    interruptAfter(Duration.ofMillis(12), () -> wide.produce(1));
                                    Thread.currentThread().interrupt();
                                    assertThatThrownBy(wide::close)
                                            .as("what close() throws")
                                            .isInstanceOf(IllegalStateException.class)
                                            .hasMessage("the server has not answered");
                                    assertThat(server.closed())
                                            .as("closed leases")
                                            .hasSize(server.opened());
                                    wide.close();
                                });
        assertThat(outcome.interrupted()).as("the status after a close() that fails").isTrue();
    }

    @CancelEverywhere
    void aLeaseWhoseCloseFailsCountsAsClosed(Attempt attempt) {
        server.failsAt("closed 3");
        eachIsClosedOnce(attempt)
                .onThread("body")
                .run(() -> together(() -> transit.produce(3), () -> transit.consume(3)));
    }

    @CancelEverywhere
    void closeLeavesTheStatusAsItIsAndASecondCloseDoesNothing(Attempt attempt) {
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt)
                        .undisturbed()
                        .mayInterruptItself("the owner sets the status")
                        .run(
                                () -> {
                                    transit.produce(1);
                                    Thread.currentThread().interrupt();
                                    transit.close();
                                    transit.close();
                                });
        assertThat(outcome.interrupted()).as("the interrupt status after close()").isTrue();
    }

    private void everyLeaseIsUsedOnceInSequence(Attempt attempt, int last, Body body) {
        eachIsClosedOnce(attempt).undisturbed().run(body);
        assertThat(server.history())
                .as("what has happened to the leases")
                .isEqualTo(
                        IntStream.rangeClosed(1, last)
                                .boxed()
                                .flatMap(
                                        n -> Stream.of("prepared " + n, "used " + n, "closed " + n))
                                .toList());
        assertThat(ofTheOther).as("thrown by the producer").isEmpty();
    }

    @CancelEverywhere
    void everyLeaseIsUsedOnceInSequence(Attempt attempt) {
        everyLeaseIsUsedOnceInSequence(
                attempt, 6, () -> together(() -> transit.consume(6), () -> transit.produce(6)));
    }

    @CancelEverywhere
    void everyLeaseOfSeveralCallsIsUsedOnceInSequence(Attempt attempt) {
        everyLeaseIsUsedOnceInSequence(
                attempt,
                25,
                () -> {
                    try (LeaseInTransit wide = new LeaseInTransit(server, 24)) {
                        for (int count : List.of(12, 0, 12)) {
                            wide.produce(count);
                        }
                        for (int count : List.of(12, 0, 1)) {
                            wide.consume(count);
                        }
                        wide.produce(1);
                        wide.consume(12);
                    }
                });
    }

    private void interruptAtOnce(Body body) throws InterruptedException {
        interruptAfter(Duration.ofMillis(1), body); // open() takes five
    }

    private void interruptAfter(Duration time, Body body) throws InterruptedException {
        Thread thread = start(body);
        Thread.sleep(time);
        thread.interrupt();
        thread.join();
    }

    @CancelEverywhere
    void anInterruptedCallNeitherTakesNorFreesAPlace(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (int n = 0; n < 3; n++) {
                                interruptAtOnce(() -> transit.produce(1));
                                interruptAtOnce(() -> transit.consume(1));
                            }
                            Thread producer = start(() -> transit.produce(COUNT));
                            Thread.sleep(Duration.ofMillis(50));
                            assertThat(server.opened() - server.closed().size())
                                    .as("open leases: one is in the queue, one waits for a place")
                                    .isBetween(1, 2);
                            transit.consume(COUNT);
                            producer.join();
                        });
    }

    @CancelEverywhere
    void aLeaseThatIsUsedHasLeftItsPlace(Attempt attempt) {
        List<Integer> closed = new ArrayList<>();
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            transit.produce(1);
                            Thread consumer = start(() -> transit.consume(2));
                            attempt.settle(); // it prepares the first lease
                            transit.produce(1);
                            closed.addAll(server.closed());
                            consumer.join();
                        });
        assertThat(closed).as("leases that were closed before the next had its place").isEmpty();
    }

    @CancelEverywhere
    void twoObjectsAreIndependent(Attempt attempt) {
        LeaseServer others = new LeaseServer();
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            try (LeaseInTransit theirs = new LeaseInTransit(others, 3)) {
                                theirs.produce(3);
                                interruptAtOnce(() -> theirs.produce(1));
                                Thread producer = start(() -> theirs.produce(1));
                                Thread stopped = start(() -> transit.produce(COUNT));
                                Thread.sleep(Duration.ofMillis(12)); // both wait for a place
                                stopped.interrupt();
                                stopped.join();
                                transit.close();
                                theirs.consume(4);
                                producer.join();
                            }
                        });
        assertThat(server.closed()).as("closed leases of the one").hasSizeBetween(1, 2);
        assertThat(server.used()).as("used leases of the one").isEmpty();
        assertThat(others.used()).as("used leases of the other").containsExactly(1, 2, 3, 4);
    }
}
