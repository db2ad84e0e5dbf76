package cancelsafety;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Connection;
import cancelsafe.given.ConnectionPool;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.stream.Stream;

class TornProtocolTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheCancellation";
    private static final String NOT_HERE = "judged by everyConnectionIsReturnedOrClosed";

    private final ConnectionPool pool = new ConnectionPool(4);
    private final TornProtocol protocol = new TornProtocol(pool);

    private Attempt watched(Attempt attempt) {
        return attempt.watch("frames", () -> frames().toList())
                .watch("unfinished", () -> pool.all().stream().map(Connection::unfinished).toList())
                .watch(
                        "open, in the pool",
                        () -> pool.idle().stream().map(Connection::isOpen).toList());
    }

    private Stream<String> frames() {
        return pool.all().stream().flatMap(connection -> connection.frames().stream());
    }

    @CancelEverywhere
    void thePoolHoldsNoConnectionWithAPartialFrame(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE))
                .invariant(
                        "no connection in the pool has an unfinished frame",
                        () -> pool.idle().stream().allMatch(c -> c.unfinished().isEmpty()))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void thePoolHoldsNoClosedConnection(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE))
                .invariant(
                        "every connection in the pool is open",
                        () -> pool.idle().stream().allMatch(Connection::isOpen))
                .run(() -> protocol.send("HELLO", "WORLD"));
    }

    @CancelEverywhere
    void thePeerReceivesWholeFramesOnly(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).mayLeaveOpen(NOT_HERE).inPairs())
                .invariant(
                        "every frame that the peer decodes is whole",
                        () -> frames().allMatch("HELLOWORLD"::equals))
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
                                    sendIgnoringCancellation();
                                    Thread.interrupted(); // the next frame belongs to another task
                                    protocol.send("GOOD", "BYE");
                                });
        assertThat(frames()).isSubsetOf("HELLOWORLD", "GOODBYE");
        assertThat(next.thrown().filter(t -> t.getClass() == ClosedChannelException.class))
                .as("thrown to the next user")
                .isEmpty();
        boolean undisturbed = next.returned() && !next.interrupted();
        if (undisturbed) {
            assertThat(frames()).contains("GOODBYE");
        }
    }

    private void sendIgnoringCancellation() {
        try {
            protocol.send("HELLO", "WORLD");
        } catch (IOException | InterruptedException e) {
            assertThat(e).as("a cancellation, judged elsewhere").isNotNull();
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
        assertThat(frames()).containsExactly("HELLOWORLD", "GOODBYE");
    }
}
