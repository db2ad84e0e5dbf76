package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class TornProtocolTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final String NOT_HERE = "judged by everyConnectionIsReturnedOrClosed";

    private final ConnectionPool pool = new ConnectionPool(4);
    private final TornProtocol protocol = new TornProtocol(pool);
    private boolean firstWasCancelled;
    private boolean learns;
    private boolean otherCallFails;

    private Attempt watched(Attempt attempt) {
        return attempt.watch("frames", () -> frames(pool))
                .watch("unfinished", () -> pool.all().stream().map(Connection::unfinished).toList())
                .watch(
                        "open, in the pool",
                        () -> pool.idle().stream().map(Connection::isOpen).toList());
    }

    private static List<String> frames(ConnectionPool pool) {
        return pool.all().stream().flatMap(connection -> connection.frames().stream()).toList();
    }

    @CancelEverywhere
    void thePoolHoldsNoConnectionWithAPartialFrame(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE).inPairs())
                .invariant(
                        "no connection in the pool has an unfinished frame",
                        () -> pool.idle().stream().allMatch(c -> c.unfinished().isEmpty()))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void thePoolHoldsNoClosedConnection(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE).inPairs())
                .invariant(
                        "every connection in the pool is open",
                        () -> pool.idle().stream().allMatch(Connection::isOpen))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void thePoolHoldsNoConnectionTwice(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE).inPairs())
                .invariant("every connection is in the pool at most once", () -> isEachOnce(pool))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    private static boolean isEachOnce(ConnectionPool pool) {
        return new HashSet<>(pool.idle()).size() == pool.idle().size();
    }

    @CancelEverywhere
    void thePeerReceivesWholeFramesOnly(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE).inPairs())
                .invariant(
                        "every frame that the peer decodes is whole",
                        () -> frames(pool).stream().allMatch("HELLOWORLD"::equals))
                .run(
                        () -> {
                            protocol.send("HELLO", "WORLD");
                            protocol.send("HELLO", "WORLD");
                        });
    }

    @CancelEverywhere
    void theNextFrameArrivesAfterACancelledOne(Attempt attempt) {
        Outcome<Void> next =
                watched(attempt.mayAbsorb("the body itself goes on").mayLeaveOpen(NOT_HERE))
                        .run(
                                () -> {
                                    boolean cancelled = isCancelledSending();
                                    // the next frame belongs to another task
                                    firstWasCancelled = Thread.interrupted() || cancelled;
                                    protocol.send("GOOD", "BYE");
                                });
        assertThat(frames(pool)).as("frames").isSubsetOf("HELLOWORLD", "GOODBYE");
        assertThat(next.thrown().filter(t -> t.getClass() == ClosedChannelException.class))
                .as("thrown to the next user")
                .isEmpty();
        if (firstWasCancelled) {
            assertThat(next.thrown()).as("thrown by a send after a cancelled one").isEmpty();
            assertThat(next.interrupted())
                    .as("interrupt status after a send that follows a cancelled one")
                    .isFalse();
        }
        boolean undisturbed = next.returned() && !next.interrupted();
        if (undisturbed) {
            assertThat(frames(pool))
                    .as("frames that the peer has after a later send of GOODBYE returned normally")
                    .contains("GOODBYE");
        }
    }

    private boolean isCancelledSending() {
        try {
            protocol.send("HELLO", "WORLD");
            return false;
        } catch (IOException | InterruptedException e) {
            return true;
        }
    }

    @CancelEverywhere
    void everyConnectionIsReturnedOrClosed(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void theCallerLearnsOfTheCancellation(Attempt attempt) {
        watched(attempt.mayLeaveOpen(NOT_HERE)).run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void theCallerLearnsOfASecondCancellationToo(Attempt attempt) {
        watched(attempt.mayLeaveOpen(NOT_HERE).inPairs())
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void aLaterFailureDoesNotHideTheCancellation(Attempt attempt) {
        watched(attempt.mayLeaveOpen(NOT_HERE))
                .action("another thread closes the connections", this::closeConnections)
                .andInterrupt()
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    private void closeConnections() {
        for (Connection connection : pool.all()) {
            try {
                connection.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @CancelEverywhere
    void aFailureLeavesNoBadConnectionInThePool(Attempt attempt) {
        watched(
                        attempt.withFaults(Connection.class)
                                .mayAbsorb("the failure of close may hide the interrupt")
                                .mayLeaveOpen("close itself may fail here"))
                .invariant("the pool holds only good connections", () -> isGood(pool))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    /** The connection has no room at first, so {@code awaitRoom} reports the interrupt. */
    @CancelEverywhere
    void aFailureAfterAnInterruptHidesItNot(Attempt attempt) throws Exception {
        protocol.send("HI", "!"); // a whole window
        Outcome<Void> outcome =
                watched(
                                attempt.withFaults(Connection.class)
                                        .mayAbsorb("judged below")
                                        .mayLeaveOpen("close itself may fail here"))
                        .mayInterruptItself("the interrupt arrives before the call")
                        .invariant(
                                "the caller learns of the interrupt",
                                () -> learns || otherCallFails)
                        .invariant(
                                "every connection is in the pool or closed",
                                () ->
                                        otherCallFails
                                                || pool.all().stream().allMatch(this::isSettled))
                        .run(this::sendInterrupted);
        assertThat(outcome.returned() && !learns).as("returned as if not interrupted").isFalse();
    }

    private void sendInterrupted() throws IOException, InterruptedException {
        Thread.currentThread().interrupt();
        try {
            protocol.send("HELLO", "WORLD");
        } catch (Throwable e) {
            learns = e instanceof InterruptedException || e instanceof ClosedByInterruptException;
            otherCallFails =
                    Stream.concat(Stream.of(e), Arrays.stream(e.getSuppressed()))
                            .anyMatch(TornProtocolTest::isFaultOfAnotherCall);
            throw e;
        } finally {
            learns |= Thread.currentThread().isInterrupted();
        }
    }

    /** Of a call other than {@code awaitRoom} and {@code write}, after which all may happen. */
    private static boolean isFaultOfAnotherCall(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).matches("a fault of (?!.*(awaitRoom|write)).*");
    }

    private boolean isSettled(Connection connection) {
        return pool.idle().contains(connection) || !connection.isOpen();
    }

    private static boolean isGood(ConnectionPool pool) {
        return isEachOnce(pool)
                && pool.idle().stream().allMatch(c -> c.isOpen() && c.unfinished().isEmpty());
    }

    /** Frames of 11 and 12 bytes are sent byte by byte, in full windows, and in one piece. */
    @CancelEverywhere
    void thePoolHoldsOnlyGoodConnectionsWhateverTheWindow(Attempt attempt) {
        List<ConnectionPool> pools =
                IntStream.of(1, 10, 11, 100).mapToObj(ConnectionPool::new).toList();
        attempt.watch("idle", () -> pools.stream().map(p -> p.idle().size()).toList())
                .invariant(
                        "every pool holds only good connections",
                        () -> pools.stream().allMatch(TornProtocolTest::isGood))
                .run(
                        () -> {
                            for (ConnectionPool each : pools) {
                                TornProtocol protocolOfEach = new TornProtocol(each);
                                protocolOfEach.send("HELLO", "WORLD");
                                protocolOfEach.send("HELLO", "füße"); // has more bytes than letters
                            }
                        });
    }

    @CancelEverywhere
    void anUncancelledConnectionIsReused(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    protocol.send("HELLO", "WORLD");
                                    protocol.send("GOOD", "BYE");
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(pool.all().size()).as("connections").isEqualTo(1);
        assertThat(pool.idle().size()).as("connections in the pool").isEqualTo(1);
        assertThat(frames(pool)).as("frames").containsExactly("HELLOWORLD", "GOODBYE");
    }

    @CancelEverywhere
    void protocolsOfTwoThreadsAreIndependent(Attempt attempt) {
        ConnectionPool otherPool = new ConnectionPool(4);
        TornProtocol other = new TornProtocol(otherPool);
        attempt.undisturbed()
                .delayBound(1)
                .runBudget(100)
                .watch("frames of each", () -> List.of(frames(pool), frames(otherPool)))
                .watch("idle of each", () -> List.of(pool.idle().size(), otherPool.idle().size()))
                .invariant(
                        "each pool has the frames of its own protocol",
                        () ->
                                frames(pool).equals(List.of("HELLOWORLD", "HELLOAGAIN"))
                                        && frames(otherPool).equals(List.of("GOODBYE")))
                .invariant(
                        "each pool has its connection back",
                        () -> pool.idle().size() == 1 && otherPool.idle().size() == 1)
                .run(
                        () -> {
                            Thread sender = Thread.startVirtualThread(() -> sayGoodbye(other));
                            protocol.send("HELLO", "WORLD");
                            protocol.send("HELLO", "AGAIN");
                            sender.join();
                        });
    }

    private static void sayGoodbye(TornProtocol protocol) {
        try {
            protocol.send("GOOD", "BYE");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("not interrupted", e);
        }
    }

    @CancelEverywhere
    void greetingsAndNamesOfAnyLengthArrive(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt.undisturbed())
                        .run(
                                () -> {
                                    protocol.send("H", "");
                                    protocol.send("", "füße"); // six bytes
                                    protocol.send("HI", "IVO".repeat(30));
                                });
        assertThat(outcome.thrown()).as("thrown").isEmpty();
        assertThat(frames(pool)).as("frames").containsExactly("H", "füße", "HI" + "IVO".repeat(30));
    }
}
