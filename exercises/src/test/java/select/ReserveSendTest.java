package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Slot;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class ReserveSendTest {
    private static final int CAPACITY = 2;
    private static final String STANDS_FOR_A_MESSAGE = "messages in the channel keep their places";

    private final ReserveSend one = new ReserveSend(1);
    private final ReserveSend channel = new ReserveSend(CAPACITY);
    private final ReserveSend large = new ReserveSend(20);
    private final Queue<String> sensor = new ConcurrentLinkedQueue<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Integer> counts = new ArrayList<>();
    private int messages;
    private int keptStatus;

    private Attempt noPlaceIsLost(Attempt attempt) {
        return attempt.mayHold(STANDS_FOR_A_MESSAGE)
                .watch("free", channel::free)
                .watch("used", channel::used)
                .invariant(
                        "free and used places add up to the capacity",
                        () -> channel.free() + channel.used() == CAPACITY);
    }

    private Attempt noMessageIsLost(Attempt attempt) {
        return noPlaceIsLost(attempt)
                .invariant(
                        "each message is in the sensor, in the channel or received",
                        () -> sensor.size() + channel.used() + received.size() == messages);
    }

    private void fillSensor(int count) {
        messages = count;
        IntStream.range(0, count).forEach(n -> sensor.add("reading " + n));
    }

    private void sendOne() throws InterruptedException {
        try (Slot slot = channel.reserve()) {
            Thread.sleep(Duration.ofMillis(5)); // before the reading leaves the sensor
            slot.send(sensor.remove());
        }
    }

    private void sendAll() throws InterruptedException {
        while (!sensor.isEmpty()) {
            sendOne();
        }
    }

    private void receive(int count) throws InterruptedException {
        for (int n = 0; n < count; n++) {
            received.add(channel.receive());
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static Thread start(String name, Work work) {
        return Thread.ofVirtual()
                .name(name)
                .start(
                        () -> {
                            try {
                                work.run();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private void refuses(String call, Slot slot) {
        try {
            slot.send("too late");
        } catch (IllegalStateException e) {
            refused.add(call);
        }
    }

    @CancelEverywhere
    void aMessageIsInTheChannelOrStillInTheSensor(Attempt attempt) {
        fillSensor(CAPACITY + 1);
        Outcome<Void> outcome =
                noMessageIsLost(attempt)
                        .mayWaitForever("the channel is full")
                        .inPairs()
                        .run(this::sendAll);
        assertThat(outcome.thrown().orElseGet(InterruptedException::new))
                .as("what an interrupted call throws")
                .isInstanceOf(InterruptedException.class);
    }

    private Attempt quiet(Attempt attempt) {
        return noPlaceIsLost(attempt).undisturbed();
    }

    private void whileTheStatusIsSet(Work work) throws InterruptedException {
        Thread.currentThread().interrupt();
        work.run();
        if (Thread.interrupted()) {
            keptStatus++;
        }
    }

    @CancelEverywhere
    void sendHandsOverWhileTheInterruptStatusIsSet(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            Slot slot = channel.reserve();
                            whileTheStatusIsSet(() -> slot.send("a"));
                            whileTheStatusIsSet(() -> refuses("a second send", slot));
                            whileTheStatusIsSet(channel.reserve()::close);
                            whileTheStatusIsSet(channel::free);
                            whileTheStatusIsSet(channel::used);
                            receive(1);
                        });
        assertThat(received).as("messages that were sent").containsExactly("a");
        assertThat(keptStatus).as("calls that kept the interrupt status").isEqualTo(5);
    }

    @CancelEverywhere
    void aClosedSlotIsFreeAgainAndOnlyOnce(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            try (Slot _ = channel.reserve()) {
                                Slot slot = channel.reserve();
                                counts.add(channel.free());
                                for (int n = 0; n < 3; n++) {
                                    slot.close();
                                    counts.add(channel.free());
                                }
                            }
                        });
        assertThat(counts)
                .as("free places with both reserved, and after each close of one of the slots")
                .containsExactly(0, 1, 1, 1);
    }

    @CancelEverywhere
    void theFirstSendOrCloseDecides(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            Slot slot = channel.reserve();
                            slot.send("a");
                            slot.close();
                            Slot closed = channel.reserve();
                            closed.close();
                            refuses("send after close", closed);
                            closed.close();
                        });
        assertThat(refused).as("calls that throw IllegalStateException").hasSize(1);
        assertThat(channel.used()).as("messages in the channel").isEqualTo(1);
    }

    @CancelEverywhere
    void aSlotIsOverEvenIfItsPlaceIsReservedAgain(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            Slot sent = channel.reserve();
                            sent.send("a");
                            receive(1);
                            Slot closed = channel.reserve();
                            closed.close();
                            List<Slot> again = List.of(channel.reserve(), channel.reserve());
                            for (Slot over : List.of(sent, closed)) {
                                refuses("a second send", over);
                                over.close();
                            }
                            again.forEach(slot -> slot.send("b"));
                        });
        assertThat(refused).as("calls that throw IllegalStateException").hasSize(2);
        assertThat(channel.used()).as("messages of the slots reserved later").isEqualTo(2);
    }

    /** The places have been reserved 600 times since. */
    @CancelEverywhere
    void aSlotIsOverHoweverOftenItsPlaceIsReserved(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            List<Slot> over = List.of(channel.reserve(), channel.reserve());
                            over.forEach(Slot::close);
                            for (int n = 0; n < 600; n++) {
                                Slot now = channel.reserve();
                                over.forEach(Slot::close);
                                counts.add(channel.free());
                                now.close();
                            }
                        });
        assertThat(counts)
                .as("free places of two, while one is reserved and an old slot is closed")
                .containsOnly(1);
    }

    @CancelEverywhere
    void eachChannelHasAsManyPlacesAsItsCapacity(Attempt attempt) {
        attempt.undisturbed()
                .mayHold(STANDS_FOR_A_MESSAGE)
                .run(
                        () -> {
                            for (ReserveSend each : List.of(one, channel, large)) {
                                while (each.free() > 0) {
                                    each.reserve().send("a");
                                }
                            }
                        });
        assertThat(List.of(one.used(), channel.used(), large.used()))
                .as("messages in channels with 1, 2 and 20 places")
                .containsExactly(1, 2, 20);
    }

    @CancelEverywhere
    void messagesAreReceivedInTheSequenceOfTheSends(Attempt attempt) {
        fillSensor(30);
        List<String> all = List.copyOf(sensor);
        noMessageIsLost(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Thread sender = start("sender", this::sendAll);
                            receive(30);
                            sender.join();
                        });
        assertThat(received).as("messages that were received").isEqualTo(all);
    }

    @CancelEverywhere
    void anInterruptedReceiveTakesNothing(Attempt attempt) {
        fillSensor(CAPACITY);
        noMessageIsLost(attempt)
                .mayWaitForever("the last receive() finds no message")
                .inPairs()
                .run(
                        () -> {
                            sendAll();
                            receive(CAPACITY + 1);
                        });
    }

    @CancelEverywhere
    void aWaitLastsUntilThePlaceOrTheMessageComes(Attempt attempt) {
        fillSensor(CAPACITY + 2);
        noMessageIsLost(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Thread receiver = start("receiver", () -> receive(1));
                            Thread.sleep(Duration.ofDays(2));
                            Thread sender = start("sender", this::sendAll);
                            receiver.join();
                            Thread.sleep(Duration.ofDays(2));
                            receive(1);
                            sender.join();
                        });
        assertThat(sensor).as("readings that were not sent").isEmpty();
    }

    private Attempt explored(Attempt attempt) {
        return noPlaceIsLost(attempt)
                .mayAbsorb("the thread of the test has ended")
                .delayBound(1)
                .runBudget(400);
    }

    /** Both are interrupted when all that came has been taken. */
    private static void twoWait(Attempt attempt, Work work, Work end) throws InterruptedException {
        Thread impatient = start("impatient", work);
        Thread patient = start("patient", work);
        attempt.settle();
        end.run();
        Thread.sleep(Duration.ofMinutes(1));
        impatient.interrupt();
        patient.interrupt();
        impatient.join();
        patient.join();
    }

    @CancelEverywhere
    void eachOfTwoMessagesIsReceivedInSequenceAndItsPlaceReachesASender(Attempt attempt) {
        List<Slot> reserved = new CopyOnWriteArrayList<>();
        quiet(attempt)
                .run(
                        () -> {
                            List<Slot> slots = List.of(channel.reserve(), channel.reserve());
                            slots.getLast().send("a");
                            slots.getFirst().send("b");
                            Work reserves = () -> reserved.add(channel.reserve());
                            twoWait(attempt, reserves, () -> receive(2));
                            reserved.forEach(Slot::close);
                        });
        assertThat(received).as("messages that were received").containsExactly("a", "b");
    }

    @CancelEverywhere
    void aPlaceThatAnInterruptedSenderDoesNotTakeGoesToAnother(Attempt attempt) {
        List<Slot> reserved = new CopyOnWriteArrayList<>();
        explored(attempt)
                .onThread("impatient")
                .run(
                        () -> {
                            List<Slot> slots = List.of(channel.reserve(), channel.reserve());
                            Work reserves = () -> reserved.add(channel.reserve());
                            twoWait(attempt, reserves, slots.getFirst()::close);
                            slots.getLast().close();
                            reserved.forEach(Slot::close);
                        });
        assertThat(reserved).as("slots that two threads got for one place").hasSize(1);
    }

    @CancelEverywhere
    void aMessageThatAnInterruptedReceiverDoesNotTakeGoesToAnother(Attempt attempt) {
        explored(attempt)
                .onThread("impatient")
                .run(() -> twoWait(attempt, () -> receive(1), () -> channel.reserve().send("a")));
        assertThat(received).as("messages that two threads received").containsExactly("a");
    }

    /** The first receiver is interrupted just before two messages are sent, or meanwhile. */
    @CancelEverywhere
    void anInterruptedReceiverDoesNotChangeTheSequence(Attempt attempt) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(80)
                .run(() -> interruptsTheFirst(attempt, () -> receive(1), this::sendTwo));
        if (received.size() == 1) {
            assertThat(received).as("received, with the other in the channel").contains("a");
        }
    }

    /** The first sender is interrupted just before two places are free, or meanwhile. */
    @CancelEverywhere
    void aPlaceThatComesWithAnInterruptIsNotLost(Attempt attempt) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(80)
                .run(
                        () -> {
                            List<Slot> slots = List.of(channel.reserve(), channel.reserve());
                            interruptsTheFirst(
                                    attempt,
                                    () -> channel.reserve().close(),
                                    () -> slots.forEach(Slot::close));
                        });
    }

    private static void interruptsTheFirst(Attempt attempt, Work work, Work end)
            throws InterruptedException {
        Thread impatient = start("impatient", work);
        Thread patient = start("patient", work);
        attempt.settle();
        impatient.interrupt();
        start("other", end).join();
        impatient.join();
        patient.join();
    }

    private void sendTwo() throws InterruptedException {
        channel.reserve().send("a");
        channel.reserve().send("b");
    }

    private void atTheSameTime(Attempt attempt, Consumer<Slot> mine, Consumer<Slot> others) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(300)
                .run(
                        () -> {
                            Slot slot = channel.reserve();
                            Thread other = start("other", () -> others.accept(slot));
                            counts.add(channel.free() + channel.used());
                            mine.accept(slot);
                            other.join();
                        });
    }

    @CancelEverywhere
    void twoThreadsSendOneMessageWithOneSlot(Attempt attempt) {
        atTheSameTime(attempt, slot -> refuses("one", slot), slot -> refuses("two", slot));
        assertThat(channel.used()).as("messages in the channel").isEqualTo(1);
        assertThat(refused).as("calls that throw IllegalStateException").hasSize(1);
    }

    @CancelEverywhere
    void eitherSendOrCloseTakesEffect(Attempt attempt) {
        atTheSameTime(attempt, slot -> refuses("send", slot), Slot::close);
        assertThat(channel.used() + refused.size())
                .as("messages in the channel, and refused ones, of one that was sent")
                .isEqualTo(1);
    }

    @CancelEverywhere
    void aMessageThatIsRefusedIsNotReceived(Attempt attempt) {
        quiet(attempt)
                .delayBound(1)
                .runBudget(100)
                .run(
                        () -> {
                            Thread receiver = start("receiver", () -> receive(1));
                            attempt.settle();
                            Slot slot = channel.reserve();
                            Thread other = start("other", slot::close);
                            refuses("send", slot);
                            other.join();
                            channel.reserve().send("last");
                            receiver.join();
                        });
        assertThat(received.contains("too late"))
                .as("the message is received, of a send() that threw in %d cases", refused.size())
                .isEqualTo(refused.isEmpty());
    }

    @CancelEverywhere
    void twoThreadsCloseOneSlotOnlyOnce(Attempt attempt) {
        atTheSameTime(attempt, Slot::close, Slot::close);
        assertThat(channel.used()).as("messages in the channel").isZero();
    }

    @CancelEverywhere
    void aMessageThatIsSentWakesNoSender(Attempt attempt) {
        attempt.undisturbed()
                .mayHold(STANDS_FOR_A_MESSAGE)
                .run(
                        () -> {
                            List<Slot> slots = new ArrayList<>();
                            while (large.free() > 0) {
                                slots.add(large.reserve());
                            }
                            Thread sender = start("sender", () -> large.reserve().send("last"));
                            for (Slot slot : slots) {
                                attempt.settle();
                                slot.send("first");
                            }
                            attempt.settle();
                            while (!received.contains("last")) {
                                received.add(large.receive());
                            }
                            sender.join();
                        });
        assertThat(received).as("messages that were received").hasSize(21);
    }

    @CancelEverywhere
    void aMessageReachesAReceiverWhileASenderWaits(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            Slot first = channel.reserve();
                            Slot second = channel.reserve();
                            Thread sender = start("sender", () -> channel.reserve().close());
                            attempt.settle();
                            Thread receiver = start("receiver", () -> receive(1));
                            attempt.settle();
                            first.send("a");
                            receiver.join();
                            sender.join();
                            second.close();
                        });
        assertThat(received).as("messages that were received").containsExactly("a");
    }

    @CancelEverywhere
    void aPlaceReachesASenderWhileAReceiverWaits(Attempt attempt) {
        quiet(attempt)
                .run(
                        () -> {
                            Thread receiver = start("receiver", () -> receive(1));
                            for (int n = 0; n < 20; n++) {
                                channel.reserve().close();
                                attempt.settle();
                            }
                            Slot first = channel.reserve();
                            Slot second = channel.reserve();
                            Thread sender = start("sender", () -> channel.reserve().close());
                            attempt.settle();
                            first.close();
                            sender.join();
                            second.send("a");
                            receiver.join();
                        });
        assertThat(received).as("messages that were received").containsExactly("a");
    }
}
