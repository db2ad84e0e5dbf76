package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Lease;
import cancelsafe.given.LeaseServer;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class LeaseInTransitTest {
    private static final int COUNT = 4;
    private static final String ELSEWHERE = "judged by theProducerLearnsOfItsInterrupt";

    private final LeaseServer server = new LeaseServer();
    private final LeaseInTransit transit = new LeaseInTransit(server, 1);
    private final List<Throwable> ofTheOther = Collections.synchronizedList(new ArrayList<>());

    private Attempt watched(Attempt attempt) {
        return attempt.watch("opened", server::opened)
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
                .invariant("no lease is used after its close", () -> !server.isUsedAfterClose());
    }

    private Set<Integer> closedOnce() {
        return new HashSet<>(server.closed());
    }

    /** Runs one part on this thread and the other one on another thread; the owner closes. */
    private void together(Body mine, Body other) throws Throwable {
        Thread thread = Thread.startVirtualThread(() -> runOther(other));
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
                .run(() -> together(() -> transit.consume(2), () -> transit.produce(2)));
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
                                        transit.produce(1);
                                        transit.consume(1);
                                        transit.produce(COUNT);
                                    }
                                });
        outcome.thrown().ifPresent(LeaseInTransitTest::isTheInterrupt);
        assertThat(server.opened())
                .as("opened leases: one was used, one is in the queue, one waits for a place")
                .isLessThanOrEqualTo(3);
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
        try (LeaseInTransit wide = new LeaseInTransit(server, 4)) {
            wide.produce(produced);
            wide.consume(consumed);
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
    void aFailedOpeningLeavesNoLeaseOpen(Attempt attempt) {
        eachIsClosedOnce(attempt).withFaults(LeaseServer.class).run(() -> oneAfterTheOther(3, 1));
    }

    @CancelEverywhere
    void eachLeaseIsClosedEvenIfACloseFails(Attempt attempt) {
        server.failsToClose(2);
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt).undisturbed().run(() -> oneAfterTheOther(4, 0));
        assertThat(outcome.thrown())
                .as("what close() throws")
                .containsInstanceOf(IllegalStateException.class);
    }

    @CancelEverywhere
    void closeLeavesTheStatusAsItIs(Attempt attempt) {
        Outcome<Void> outcome =
                eachIsClosedOnce(attempt)
                        .undisturbed()
                        .mayInterruptItself("the owner sets the status")
                        .run(
                                () -> {
                                    transit.produce(1);
                                    Thread.currentThread().interrupt();
                                    transit.close();
                                });
        assertThat(outcome.interrupted()).as("the interrupt status after close()").isTrue();
    }

    @CancelEverywhere
    void aSecondCloseDoesNothing(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(
                        () -> {
                            transit.produce(1);
                            transit.close();
                            transit.close();
                        });
    }

    @CancelEverywhere
    void everyLeaseIsUsedOnceInSequence(Attempt attempt) {
        eachIsClosedOnce(attempt)
                .undisturbed()
                .run(() -> together(() -> transit.consume(6), () -> transit.produce(6)));
        assertThat(server.used())
                .as("used leases")
                .isEqualTo(IntStream.rangeClosed(1, 6).boxed().toList());
        assertThat(ofTheOther).as("thrown by the producer").isEmpty();
    }

    @CancelEverywhere
    void aLeaseIsNotClosedWhileItWaitsInTheQueue(Attempt attempt) {
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            LeaseInTransit wide = new LeaseInTransit(server, 4);
                            wide.produce(4);
                            assertThat(server.closed())
                                    .as("closed, although four places are free")
                                    .isEmpty();
                            wide.close();
                        });
    }

    @CancelEverywhere
    void twoObjectsDoNotShareTheirQueue(Attempt attempt) {
        LeaseServer others = new LeaseServer();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            try (LeaseInTransit other = new LeaseInTransit(others, 1)) {
                                transit.produce(1);
                                other.produce(1);
                                transit.close();
                                other.consume(1);
                            }
                        });
        assertThat(server.closed()).as("closed leases of the one").containsExactly(1);
        assertThat(others.used()).as("used leases of the other").containsExactly(1);
    }
}
