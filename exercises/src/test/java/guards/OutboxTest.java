package guards;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Message;
import cancelsafe.given.MessageQueue;
import cancelsafe.given.OutboxConnection;
import cancelsafe.given.OutboxDatabase;
import cancelsafe.given.OutcomeUnknown;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class OutboxTest {
    private static final int MANY = 1_000;
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final Message FIRST = new Message("first", "pears", 3);
    private static final Message SECOND = new Message("second", "plums", 4);

    private final OutboxDatabase shop = new OutboxDatabase();
    private final OutboxDatabase fullShop = new OutboxDatabase(FIRST, SECOND);
    private final OutboxDatabase warehouse = new OutboxDatabase();
    private final List<OutboxDatabase> databases = List.of(shop, fullShop, warehouse);
    private final MessageQueue queue = new MessageQueue();
    private final Outbox outbox = new Outbox(shop, queue);
    private final Outbox fullOutbox = new Outbox(fullShop, queue);
    private boolean hasReturned;
    private boolean sendsDeleted;

    private void change() throws Exception {
        outbox.change("apples", 5);
    }

    private void changeTwice() throws Exception {
        change();
        change();
    }

    private void relay() throws Exception {
        fullOutbox.relay();
        hasReturned = true;
    }

    private void relayAndCompare() throws Exception {
        List<Message> stored = fullShop.messages();
        int before = queue.accepted().size();
        try {
            relay();
        } finally {
            List<Message> sent = queue.accepted().subList(before, queue.accepted().size());
            sendsDeleted |= !stored.containsAll(sent);
        }
    }

    private void receive() throws Exception {
        Outbox.receive(warehouse, FIRST);
        hasReturned = true;
    }

    /** What a new process does: it relays, and the queue delivers all messages, also old ones. */
    private void recover() throws Exception {
        new Outbox(shop, queue).relay();
        for (Message message : queue.accepted()) {
            Outbox.receive(warehouse, message);
        }
    }

    private void changeRelayAndReceive() throws Exception {
        change();
        recover();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.cancelledBy(OutcomeUnknown.class)
                .watch("apples in the shop", () -> shop.row("apples"))
                .watch("in the outbox", () -> shop.messages().size() + fullShop.messages().size())
                .watch("sent", () -> queue.accepted().size())
                .watch("apples in the warehouse", () -> warehouse.row("apples"))
                .watch("pears in the warehouse", () -> warehouse.row("pears"));
    }

    private Attempt rowAndMessage(Attempt attempt) {
        return watched(attempt)
                .invariant(
                        "the row has changed if and only if its message is in the outbox",
                        () -> shop.row("apples") == 5 * shop.messages().size())
                .invariant("the row is old or new", () -> Set.of(0, 5).contains(shop.row("apples")))
                .invariant("a change sends nothing", () -> queue.accepted().isEmpty());
    }

    @CancelEverywhere
    void anInterruptedChangeStoresTheRowAndItsMessageOrNeither(Attempt attempt) {
        rowAndMessage(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(this::change);
    }

    @CancelEverywhere
    void aCrashInAChangeStoresTheRowAndItsMessageOrNeither(Attempt attempt) {
        rowAndMessage(attempt.crashes()).run(this::change);
    }

    @CancelEverywhere
    void anInterruptedCommitOfAChangeHasAnUnknownOutcome(Attempt attempt) {
        Outcome<Void> outcome = watched(attempt).mayAbsorb(ELSEWHERE).run(this::changeTwice);
        assertThat(outcome.thrown().filter(OutcomeUnknown.class::isInstance).isPresent())
                .as("reported as OutcomeUnknown")
                .isEqualTo(shop.evicted() == 1);
        if (outcome.returned()) {
            assertThat(shop.row("apples")).as("apples, changed twice").isEqualTo(10);
        }
    }

    @CancelEverywhere
    void anUnknownOutcomeLeavesTheInterruptStatusSet(Attempt attempt) {
        Outcome<Void> outcome =
                watched(attempt).mayAbsorb(ELSEWHERE).run(this::changeRelayAndReceive);
        if (outcome.thrown().filter(OutcomeUnknown.class::isInstance).isPresent()) {
            assertThat(outcome.interrupted()).as("the interrupt status").isTrue();
        }
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        watched(attempt).atLeastOnePoint().run(this::changeRelayAndReceive);
    }

    @CancelEverywhere
    void anInterruptEndsTheCall(Attempt attempt) {
        watched(attempt)
                .mayAbsorb(ELSEWHERE)
                .noPointAfter()
                .run(
                        () -> {
                            changeRelayAndReceive();
                            relay(); // of two messages
                        });
    }

    private Attempt connectionsBack(Attempt attempt) {
        return watched(attempt)
                .invariant(
                        "no connection is lent out",
                        () -> databases.stream().allMatch(d -> d.lentOut() == 0))
                .invariant(
                        "each connection came back once, idle or to be evicted",
                        () -> databases.stream().allMatch(d -> d.mistakes().isEmpty()));
    }

    @CancelEverywhere
    void theConnectionOfAnInterruptedChangeIsBackIdleOrEvicted(Attempt attempt) {
        connectionsBack(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(this::change);
    }

    @CancelEverywhere
    void theConnectionsOfAnInterruptedRelayAreBackIdleOrEvicted(Attempt attempt) {
        connectionsBack(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(this::relay);
    }

    @CancelEverywhere
    void theConnectionOfAnInterruptedReceiverIsBackIdleOrEvicted(Attempt attempt) {
        connectionsBack(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(this::receive);
    }

    @CancelEverywhere
    void aTransactionThatFailsReturnsItsConnection(Attempt attempt) {
        OutboxDatabase other = new OutboxDatabase(SECOND);
        watched(attempt)
                .undisturbed()
                .withFaults(OutboxConnection.class)
                .invariant(
                        "the change was committed, or its connection is back",
                        () -> shop.row("apples") == 5 || shop.lentOut() == 0)
                .invariant(
                        "the deletion was committed, or its connection is back",
                        () -> other.messages().isEmpty() || other.lentOut() == 0)
                .invariant(
                        "the message was applied, or its connection is back",
                        () -> warehouse.row("pears") == 3 || warehouse.lentOut() == 0)
                .run(
                        () -> {
                            change();
                            new Outbox(other, queue).relay();
                            receive();
                        });
    }

    private Attempt nothingIsLost(Attempt attempt) {
        return watched(attempt)
                .invariant(
                        "each message is in the outbox or was sent",
                        () ->
                                Stream.of(FIRST, SECOND)
                                        .filter(m -> !fullShop.messages().contains(m))
                                        .allMatch(queue.accepted()::contains))
                .invariant(
                        "a sent message has the key, the row and the amount that were stored",
                        () -> Set.of(FIRST, SECOND).containsAll(queue.accepted()))
                .invariant(
                        "a relay that returns has sent and deleted all messages",
                        () -> !hasReturned || fullShop.messages().isEmpty());
    }

    @CancelEverywhere
    void anInterruptedRelayLosesNoMessage(Attempt attempt) {
        nothingIsLost(attempt.mayAbsorb(ELSEWHERE).inPairs()).run(this::relay);
    }

    @CancelEverywhere
    void theNextRelaySendsWhatAnInterruptedOneHasLeft(Attempt attempt) {
        nothingIsLost(attempt.mayAbsorb(ELSEWHERE).again())
                .invariant("no relay sends a message that was deleted", () -> !sendsDeleted)
                .run(this::relayAndCompare);
    }

    @CancelEverywhere
    void theNextRelaySendsWhatACrashHasLeft(Attempt attempt) {
        nothingIsLost(attempt.crashes())
                .recovery(() -> new Outbox(fullShop, queue).relay())
                .invariant("the outbox is empty", () -> fullShop.messages().isEmpty())
                .run(this::relay);
    }

    @CancelEverywhere
    void aMessageThatTheQueueRefusesStaysInTheOutbox(Attempt attempt) {
        connectionsBack(nothingIsLost(attempt)).withFaults(MessageQueue.class).run(this::relay);
    }

    @CancelEverywhere
    void theNextRelaySendsWhatTheQueueHasRefused(Attempt attempt) {
        nothingIsLost(attempt.undisturbed().mayHideFailures("judged by the test above"))
                .withFaults(MessageQueue.class)
                .invariant("the next relay returns", () -> hasReturned)
                .invariant("the outbox is empty", () -> fullShop.messages().isEmpty())
                .run(
                        () -> {
                            try {
                                relay();
                            } catch (Exception | Error e) {
                                relay();
                            }
                        });
    }

    @CancelEverywhere
    void anInterruptedMessageIsAppliedOnceByTheNextDelivery(Attempt attempt) {
        watched(attempt.mayAbsorb(ELSEWHERE).again())
                .invariant(
                        "the message is applied at most once",
                        () -> Set.of(0, 3).contains(warehouse.row("pears")))
                .invariant(
                        "a receive that returns has applied it",
                        () -> !hasReturned || warehouse.row("pears") == 3)
                .run(this::receive);
    }

    @CancelEverywhere
    void aCrashOfTheReceiverAppliesTheMessageOnce(Attempt attempt) {
        watched(attempt.crashes())
                .recovery(this::receive)
                .invariant("the message is applied once", () -> warehouse.row("pears") == 3)
                .run(this::receive);
    }

    private Attempt shopAndWarehouseAgree(Attempt attempt) {
        return watched(attempt)
                .inPairs()
                .recovery(this::recover)
                .invariant(
                        "the warehouse has what the shop has",
                        () -> shop.row("apples") == warehouse.row("apples"))
                .invariant(
                        "the row is old or new", () -> Set.of(0, 5).contains(shop.row("apples")));
    }

    @CancelEverywhere
    void theWarehouseAgreesWithTheShopAfterAnInterruptAndARecovery(Attempt attempt) {
        shopAndWarehouseAgree(attempt.mayAbsorb(ELSEWHERE)).run(this::changeRelayAndReceive);
    }

    @CancelEverywhere
    void theWarehouseAgreesWithTheShopAfterACrashAndARecovery(Attempt attempt) {
        shopAndWarehouseAgree(attempt.crashes()).run(this::changeRelayAndReceive);
    }

    @CancelEverywhere
    void aRefusedChangeIsRolledBack(Attempt attempt) {
        Outcome<Void> outcome =
                connectionsBack(attempt.undisturbed()).run(() -> outbox.change("apples", -1));
        assertThat(outcome.thrown().filter(IllegalArgumentException.class::isInstance))
                .as("the IllegalArgumentException of the database")
                .isPresent();
        assertThat(shop.messages()).as("messages about a change that was refused").isEmpty();
    }

    @CancelEverywhere
    void aRefusedMessageIsAppliedByALaterDelivery(Attempt attempt) {
        Message taken = new Message("taken", "pears", -2);
        boolean[] isRefused = new boolean[1];
        connectionsBack(attempt.undisturbed())
                .run(
                        () -> {
                            try {
                                Outbox.receive(warehouse, taken);
                            } catch (IllegalArgumentException e) {
                                isRefused[0] = true;
                            }
                            Outbox.receive(warehouse, FIRST);
                            Outbox.receive(warehouse, taken);
                            Outbox.receive(warehouse, taken); // -2 would be refused now
                        });
        assertThat(isRefused[0]).as("the receiver reports that -2 pears were refused").isTrue();
        assertThat(warehouse.row("pears")).as("pears in the warehouse: 3 - 2").isEqualTo(1);
    }

    /**
     * The lab limits the number of points of a thread that it can cancel: this one cancels none.
     */
    private static Attempt passesManyPoints(Attempt attempt) {
        return attempt.undisturbed().onThread("none");
    }

    private void sendsAll(int count, Attempt attempt) {
        Message[] messages =
                IntStream.range(0, count)
                        .mapToObj(n -> new Message("key" + n, "apples", n))
                        .toArray(Message[]::new);
        OutboxDatabase earlier = new OutboxDatabase(messages);
        Outbox sender = new Outbox(earlier, queue);
        List<Message> left = new ArrayList<>();
        passesManyPoints(attempt)
                .run(
                        () -> {
                            sender.relay();
                            left.addAll(earlier.messages());
                            sender.relay();
                        });
        assertThat(left).as("messages that the first relay has left").isEmpty();
        assertThat(queue.accepted())
                .as("messages that two relays have sent")
                .containsExactlyInAnyOrder(messages);
    }

    @CancelEverywhere
    void anEmptyOutboxSendsNothing(Attempt attempt) {
        sendsAll(0, attempt);
    }

    @CancelEverywhere
    void manyMessagesAreSentOnceEach(Attempt attempt) {
        sendsAll(150, attempt);
    }

    @CancelEverywhere
    void aMessageNamesItsRowAndItsAmount(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            outbox.change("apples", 5);
                            outbox.change("pears", 3);
                            outbox.change("apples", -2);
                        });
        assertThat(shop.messages().stream().map(m -> m.row() + " " + m.amount()))
                .as("messages in the outbox")
                .containsExactly("apples 5", "pears 3", "apples -2");
        assertThat(shop.row("apples")).as("apples in the shop").isEqualTo(3);
    }

    @CancelEverywhere
    void equalChangesHaveDifferentKeysAlsoAfterARestart(Attempt attempt) {
        passesManyPoints(attempt)
                .run(
                        () -> {
                            for (int process = 0; process < 3; process++) {
                                List<Outbox> started =
                                        List.of(new Outbox(shop, queue), new Outbox(shop, queue));
                                for (int n = 0; n < 40; n++) {
                                    int amount = n % 4 < 2 ? 5 : -5; // the row has its old value
                                    for (Outbox each : started) {
                                        each.change("apples", amount);
                                    }
                                }
                                started.getFirst().relay();
                            }
                        });
        assertThat(queue.accepted().stream().map(Message::key))
                .as("keys of 240 messages")
                .hasSize(240)
                .doesNotHaveDuplicates();
    }

    @CancelEverywhere
    void aRepeatedMessageChangesNothing(Attempt attempt) {
        List<Message> messages =
                IntStream.range(0, MANY).mapToObj(n -> new Message("key" + n, "pears", 1)).toList();
        passesManyPoints(attempt)
                .run(
                        () -> {
                            for (Message message : messages) {
                                Outbox.receive(warehouse, message);
                                Outbox.receive(warehouse, message);
                            }
                            for (Message old : messages.subList(0, 50)) {
                                Outbox.receive(warehouse, old);
                            }
                        });
        assertThat(warehouse.row("pears")).as("pears in the warehouse").isEqualTo(MANY);
    }

    @CancelEverywhere
    void equalMessagesWithDifferentKeysAreTwoChanges(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            for (String key : List.of("key-a", "key-b", "KEY-A", "key-a ")) {
                                Outbox.receive(warehouse, new Message(key, "pears", 3));
                            }
                        });
        assertThat(warehouse.row("pears"))
                .as("pears in the warehouse: four messages of 3")
                .isEqualTo(12);
    }

    @CancelEverywhere
    void twoWarehousesAreIndependent(Attempt attempt) {
        OutboxDatabase other = new OutboxDatabase();
        attempt.undisturbed()
                .run(
                        () -> {
                            Outbox.receive(warehouse, FIRST);
                            Outbox.receive(other, FIRST);
                        });
        assertThat(List.of(warehouse.row("pears"), other.row("pears")))
                .as("pears in each warehouse")
                .containsExactly(3, 3);
    }

    @CancelEverywhere
    void twoShopsAndAWarehouseAreIndependent(Attempt attempt) {
        MessageQueue otherQueue = new MessageQueue();
        Outbox other = new Outbox(new OutboxDatabase(SECOND), otherQueue);
        FutureTask<Boolean> atOnce =
                new FutureTask<>(
                        () -> {
                            receive();
                            return true;
                        });
        connectionsBack(attempt.undisturbed())
                .run(
                        () -> {
                            Thread.startVirtualThread(atOnce);
                            change();
                            atOnce.get();
                            outbox.relay();
                            other.relay();
                        });
        assertThat(queue.accepted()).as("sent by the shop that has changed a row").hasSize(1);
        assertThat(otherQueue.accepted()).as("sent by the other shop").containsExactly(SECOND);
    }
}
