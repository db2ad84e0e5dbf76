package structured;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.script.DeafStream;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

class StubbornChildTest {
    private static final String HELD = "another thread holds the lock during the whole run";
    private static final String SILENT = "no more bytes arrive";
    private static final String EMPTY = "no more items arrive";

    private final StubbornChild answer = new StubbornChild();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicInteger holds = new AtomicInteger();
    private final AtomicInteger tested = new AtomicInteger();

    /** A stream from a peer that sends some bytes and then falls silent. */
    private static final class Peer extends FilterInputStream {
        private final AtomicInteger closed = new AtomicInteger();

        Peer(String sends) {
            super(new DeafStream(sends.getBytes(StandardCharsets.ISO_8859_1)));
        }

        @Override
        public void close() throws IOException {
            closed.incrementAndGet();
            super.close();
        }

        /** Every read fails from now on. */
        void breaks() throws IOException {
            in.close();
        }

        boolean isClosed() {
            return closed.get() > 0;
        }
    }

    private String update() throws InterruptedException {
        holds.addAndGet(lock.getHoldCount());
        Thread.sleep(Duration.ofSeconds(1));
        updates.incrementAndGet();
        return "updated";
    }

    private static void isTheInterrupt(Outcome<?> outcome) {
        outcome.thrown()
                .ifPresent(
                        thrown ->
                                assertThat(thrown)
                                        .as("what an interrupted task throws")
                                        .isInstanceOf(InterruptedException.class));
    }

    // Waits for a lock

    @CancelEverywhere
    void anUpdateHoldsTheLockOnce(Attempt attempt) {
        Outcome<String> outcome =
                attempt.atLeastOnePoint().inPairs().call(() -> answer.update(lock, this::update));
        isTheInterrupt(outcome);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("result of the update").isEqualTo("updated");
            assertThat(holds.get()).as("holds of the lock during the update").isEqualTo(1);
            assertThat(updates.get()).as("updates").isEqualTo(1);
        }
        assertThat(lock.isLocked()).as("the lock is held afterwards").isFalse();
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForTheLock(Attempt attempt) {
        lock.lock(); // on a thread that is not part of the run
        isTheInterrupt(
                attempt.mayHold(HELD)
                        .mayWaitForever(HELD)
                        .call(() -> answer.update(lock, this::update)));
        assertThat(updates.get()).as("updates without the lock").isZero();
    }

    @CancelEverywhere
    void anUpdateWaitsForTheLockForDays(Attempt attempt) {
        Duration days = Duration.ofDays(9);
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> holdsTheLock(days));
                            attempt.settle();
                            answer.update(lock, this::update);
                            other.join();
                        });
        assertThat(updates.get()).as("updates").isEqualTo(1);
    }

    private void holdsTheLock(Duration time) {
        lock.lock();
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @CancelEverywhere
    void aFailedUpdateReleasesTheLock(Attempt attempt) {
        attempt.withFaults().run(() -> answer.update(lock, this::update));
        assertThat(lock.isLocked()).as("the lock is held afterwards").isFalse();
    }

    // Reads from a deaf stream

    private void reads(Attempt attempt, String sends, String line) {
        Peer peer = new Peer(sends);
        Outcome<String> outcome =
                attempt.onThread("body").inPairs().call(() -> answer.readLine(peer));
        isTheInterrupt(outcome);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("the line").isEqualTo(line);
        }
        assertThat(peer.isClosed()).as("the stream is closed").isTrue();
    }

    @CancelEverywhere
    void aLineIsReadUpToItsLineFeed(Attempt attempt) {
        reads(attempt, "first\nsecond\n", "first");
    }

    @CancelEverywhere
    void anEmptyLineIsRead(Attempt attempt) {
        reads(attempt, "\n", "");
    }

    @CancelEverywhere
    void aLongLineIsRead(Attempt attempt) {
        Peer peer = new Peer("line ".repeat(20) + "\n");
        assertThat(attempt.undisturbed().call(() -> answer.readLine(peer)).value())
                .as("the line")
                .isEqualTo("line ".repeat(20));
    }

    @CancelEverywhere
    void anInterruptEndsTheReadAndClosesTheStream(Attempt attempt) {
        Peer peer = new Peer("half a li");
        Outcome<String> outcome =
                attempt.onThread("body")
                        .atLeastOnePoint()
                        .interrupts(12)
                        .mayWaitForever(SILENT)
                        .invariant("the stream is closed", peer::isClosed)
                        .call(() -> answer.readLine(peer));
        isTheInterrupt(outcome);
    }

    @CancelEverywhere
    void aFailedReadReachesTheCaller(Attempt attempt) throws IOException {
        Peer peer = new Peer("line\n");
        peer.breaks();
        Throwable thrown =
                attempt.undisturbed()
                        .call(() -> answer.readLine(peer))
                        .thrown()
                        .orElse(new AssertionError("nothing"));
        while (thrown.getCause() != null) {
            thrown = thrown.getCause();
        }
        assertThat(thrown)
                .as("first cause of what readLine() throws")
                .isInstanceOf(IOException.class);
        assertThat(peer.isClosed()).as("the stream is closed").isTrue();
    }

    // Takes from a queue

    @CancelEverywhere
    void allItemsAreTakenUpToTheEnd(Attempt attempt) {
        queue.addAll(List.of("a", "b", "end", "c"));
        Outcome<List<String>> outcome = attempt.atLeastOnePoint().call(() -> answer.takeAll(queue));
        isTheInterrupt(outcome);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("items").containsExactly("a", "b");
            assertThat(queue).as("items left in the queue").containsExactly("c");
        }
    }

    @CancelEverywhere
    void anInterruptEndsTheWaitForAnItem(Attempt attempt) {
        queue.add("a");
        isTheInterrupt(attempt.mayWaitForever(EMPTY).call(() -> answer.takeAll(queue)));
    }

    @CancelEverywhere
    void aTaskWaitsForItemsForDays(Attempt attempt) {
        List<String> items = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> puts("a", "b", "end"));
                            items.addAll(answer.takeAll(queue));
                            other.join();
                        });
        assertThat(items).as("items").containsExactly("a", "b");
    }

    private void puts(String... items) {
        for (String item : items) {
            holdsTheLock(Duration.ofDays(3));
            queue.add(item);
        }
    }

    // Computes

    private boolean isEven(int number) {
        tested.incrementAndGet();
        return number % 2 == 0;
    }

    private void counts(Attempt attempt, int limit, int even) {
        int count = attempt.undisturbed().call(() -> answer.count(limit, this::isEven)).value();
        assertThat(count).as("even numbers below %d", limit).isEqualTo(even);
        assertThat(tested.get()).as("numbers tested").isEqualTo(limit);
    }

    @CancelEverywhere
    void noNumberIsCounted(Attempt attempt) {
        counts(attempt, 0, 0);
    }

    @CancelEverywhere
    void oneNumberIsCounted(Attempt attempt) {
        counts(attempt, 1, 1);
    }

    @CancelEverywhere
    void manyNumbersAreCounted(Attempt attempt) {
        counts(attempt, 251, 126);
    }

    /** The task is interrupted while it tests one number of 500. */
    private void interruptedAt(Attempt attempt, int interruptedAt) {
        Outcome<Integer> outcome =
                attempt.undisturbed()
                        .mayInterruptItself("the test of a number sets the status")
                        .call(
                                () ->
                                        answer.count(
                                                500,
                                                number -> {
                                                    if (number == interruptedAt) {
                                                        Thread.currentThread().interrupt();
                                                    }
                                                    return isEven(number);
                                                }));
        assertThat(tested.get() - interruptedAt - 1)
                .as("numbers tested after the interrupt")
                .isBetween(0, 100);
        if (outcome.returned()) {
            assertThat(outcome.interrupted()).as("interrupt status").isTrue();
            assertThat(outcome.value()).as("even numbers below 500").isEqualTo(250);
        }
        isTheInterrupt(outcome);
    }

    @CancelEverywhere
    void anInterruptAtTheFirstNumberEndsTheCount(Attempt attempt) {
        interruptedAt(attempt, 0);
    }

    @CancelEverywhere
    void anInterruptInTheMiddleEndsTheCount(Attempt attempt) {
        interruptedAt(attempt, 234);
    }

    @CancelEverywhere
    void anInterruptAtTheLastNumberIsNotLost(Attempt attempt) {
        interruptedAt(attempt, 499);
    }

    @CancelEverywhere
    void aCountThatIsInterruptedBeforeItBeginsLearnsOfIt(Attempt attempt) {
        isTheInterrupt(attempt.call(() -> answer.count(3, this::isEven)));
    }

    // In a scope

    private void inAScope(Callable<?> failing) throws InterruptedException {
        Peer peer = new Peer("half a li");
        try (var scope = StructuredTaskScope.open()) {
            scope.fork(() -> answer.update(lock, this::update));
            scope.fork(() -> answer.readLine(peer));
            scope.fork(() -> answer.takeAll(queue));
            scope.fork(failing::call);
            scope.join();
        } catch (StructuredTaskScope.FailedException e) {
            tested.incrementAndGet();
        } finally {
            assertThat(peer.isClosed()).as("the stream is closed").isTrue();
        }
    }

    @CancelEverywhere
    void aFailureEndsAllSubtasks(Attempt attempt) {
        lock.lock(); // on a thread that is not part of the run
        Callable<String> fails =
                () -> {
                    Thread.sleep(Duration.ofSeconds(1));
                    throw new IOException("a sibling fails");
                };
        attempt.undisturbed().mayHold(HELD).run(() -> inAScope(fails));
        assertThat(tested.get()).as("scopes that ended with a failure").isEqualTo(1);
    }

    @CancelEverywhere
    void aCancelledOwnerEndsAllSubtasks(Attempt attempt) {
        lock.lock(); // on a thread that is not part of the run
        attempt.onThread("body")
                .inPairs()
                .mayHold(HELD)
                .mayWaitForever(HELD)
                .run(() -> inAScope(() -> answer.takeAll(new LinkedBlockingQueue<>())));
    }
}
