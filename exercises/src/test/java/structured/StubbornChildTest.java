package structured;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.concurrent.TimeUnit.SECONDS;

import cancelsafe.given.script.DeafStream;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

class StubbornChildTest {
    private static final String HELD = "another thread holds the lock during the whole run";
    private static final String SILENT = "no more bytes arrive";
    private static final String END = String.join("", "e", "nd"); // equal, but another object
    private static final String EMPTY = "no more items arrive";

    private final StubbornChild answer = new StubbornChild();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<String> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger updates = new AtomicInteger();
    private final AtomicInteger holds = new AtomicInteger();
    private final AtomicInteger tested = new AtomicInteger();
    private final AtomicInteger reading = new AtomicInteger();

    /** A stream from a peer that sends some bytes, and then ends or falls silent. */
    private static final class Peer extends InputStream {
        private final DeafStream sent;
        private final AtomicInteger left;
        private final AtomicInteger reading = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();
        private @Nullable Throwable closeFailure;

        Peer(String sends, boolean ends) {
            sent = new DeafStream(sends.getBytes(StandardCharsets.ISO_8859_1));
            left = new AtomicInteger(ends ? sends.length() : Integer.MAX_VALUE);
        }

        Peer(String sends) {
            this(sends, false);
        }

        @Override
        public int read() throws IOException {
            reading.incrementAndGet();
            try {
                int more = left.getAndDecrement();
                assertThat(more).as("reads before the end of the stream").isGreaterThan(-9);
                return more > 0 ? sent.read() : -1;
            } catch (IOException e) {
                takes(Duration.ofMinutes(1)); // a read may end some time after the close
                throw e;
            } finally {
                reading.decrementAndGet();
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int next = read();
            buffer[offset] = (byte) next;
            return next < 0 ? -1 : 1;
        }

        @Override
        public void close() throws IOException {
            closed.incrementAndGet();
            sent.close();
            switch (closeFailure) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                default -> throw (Error) closeFailure;
            }
        }
    }

    /** Takes its time, interrupted or not. */
    private static void takes(Duration time) {
        new CompletableFuture<>().completeOnTimeout(true, time.toSeconds(), SECONDS).join();
    }

    private String update() throws InterruptedException {
        holds.addAndGet(lock.getHoldCount());
        Thread.sleep(Duration.ofSeconds(1));
        updates.incrementAndGet();
        return "updated";
    }

    private static void isTheInterrupt(Outcome<?> outcome) {
        Throwable thrown = outcome.thrown().orElseGet(InterruptedException::new);
        assertThat(thrown)
                .as("what an interrupted task throws")
                .isInstanceOf(InterruptedException.class);
    }

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

    @CancelEverywhere
    void anUpdateReleasesALockThatIsNotReentrantLock(Attempt attempt) {
        ReentrantReadWriteLock other = new ReentrantReadWriteLock();
        attempt.undisturbed().run(() -> answer.update(other.writeLock(), this::update));
        assertThat(other.isWriteLocked()).as("the lock is held afterwards").isFalse();
    }

    private void holdsTheLock(Duration time) {
        lock.lock();
        try {
            takes(time);
        } finally {
            lock.unlock();
        }
    }

    @CancelEverywhere
    void aFailedUpdateReleasesTheLock(Attempt attempt) {
        attempt.withFaults().run(() -> answer.update(lock, this::update));
        assertThat(lock.isLocked()).as("the lock is held afterwards").isFalse();
    }

    /** Reads the line, and sees whether a thread still reads when the call has ended. */
    private String reads(Peer peer) throws Exception {
        try {
            return answer.readLine(peer);
        } finally {
            reading.addAndGet(peer.reading.get());
        }
    }

    private void isLeft(Peer peer) {
        assertThat(peer.closed.get()).as("times the stream was closed").isPositive();
        assertThat(reading.get()).as("threads that read when readLine() has ended").isZero();
    }

    private void reads(Attempt attempt, Peer peer, String line) {
        Outcome<String> outcome = attempt.onThread("body").call(() -> reads(peer));
        isTheInterrupt(outcome);
        if (outcome.returned()) {
            assertThat(outcome.value()).as("the line").isEqualTo(line);
        }
        isLeft(peer);
    }

    @CancelEverywhere
    void aLineIsReadUpToItsLineFeed(Attempt attempt) {
        reads(attempt.inPairs(), new Peer("fi\rr\0s\ft\u00ff\r\nsecond\n"), "fi\rr\0s\ft\u00ff\r");
    }

    @CancelEverywhere
    void aLineIsReadInEverySchedule(Attempt attempt) {
        reads(attempt.delayBound(1).runBudget(400), new Peer("ab\ncd\n"), "ab");
    }

    @CancelEverywhere
    void anEmptyLineIsRead(Attempt attempt) {
        reads(attempt.inPairs(), new Peer("\n"), "");
    }

    @CancelEverywhere
    void aLineEndsWithTheStream(Attempt attempt) {
        reads(attempt, new Peer("last", true), "last");
    }

    /** A read waits in the stream itself, on the thread that has called it. */
    @CancelEverywhere
    void anInterruptEndsADeafRead(Attempt attempt) {
        byte[] sent = "half a li".getBytes(StandardCharsets.ISO_8859_1);
        InputStream stream = new DataInputStream(new DeafStream(sent));
        Attempt anywhere = attempt.onThread("body").atLeastOnePoint().interrupts(12);
        isTheInterrupt(anywhere.mayWaitForever(SILENT).call(() -> answer.readLine(stream)));
    }

    @CancelEverywhere
    void anInterruptEndsTheReadAndClosesTheStream(Attempt attempt) {
        Peer peer = new Peer("half a li");
        Attempt anywhere = attempt.onThread("body").atLeastOnePoint().interrupts(12);
        anywhere.mayWaitForever(SILENT)
                .invariant("the stream is closed", () -> peer.closed.get() > 0);
        isTheInterrupt(anywhere.call(() -> reads(peer)));
        isLeft(peer);
    }

    private void noThreadReadsAfterACloseThatFails(Attempt attempt, Throwable failure) {
        Peer peer = new Peer("half a li");
        peer.closeFailure = failure;
        Attempt anywhere = attempt.onThread("body").mayWaitForever(SILENT);
        anywhere.mayAbsorb("the page leaves open which exception readLine() throws");
        anywhere.call(() -> reads(peer)).thrown();
        isLeft(peer);
    }

    @CancelEverywhere
    void noThreadReadsAfterACloseThatThrowsAnIoException(Attempt attempt) {
        noThreadReadsAfterACloseThatFails(attempt, new IOException("could not be closed"));
    }

    @CancelEverywhere
    void noThreadReadsAfterACloseThatThrowsAnUncheckedException(Attempt attempt) {
        noThreadReadsAfterACloseThatFails(attempt, new IllegalStateException("not closed"));
    }

    @CancelEverywhere
    void noThreadReadsAfterACloseThatThrowsAnError(Attempt attempt) {
        noThreadReadsAfterACloseThatFails(attempt, new AssertionError("cannot happen"));
    }

    @CancelEverywhere
    void aFailedReadReachesTheCaller(Attempt attempt) {
        attempt.withFaults()
                .onThread("body")
                .mayAbsorb("the page allows the failure of close() in place of the cancellation")
                .run(() -> reads(new Peer("line\n")));
    }

    @CancelEverywhere
    void aFailedReadClosesTheStream(Attempt attempt) {
        Peer peer = new Peer("line\n");
        peer.sent.close(); // every read fails from now on
        Outcome<String> outcome = attempt.onThread("body").call(() -> reads(peer));
        assertThat(outcome.thrown()).as("what readLine() throws").isPresent();
        isLeft(peer);
    }

    @CancelEverywhere
    void anInterruptedReadDoesNotAffectTheNext(Attempt attempt) {
        attempt.onThread("body").again().call(() -> answer.readLine(new Peer("line\n")));
    }

    @CancelEverywhere
    void allItemsAreTakenUpToTheEnd(Attempt attempt) {
        queue.addAll(List.of("a", "b", END, "c"));
        Outcome<List<String>> outcome = attempt.call(() -> answer.takeAll(queue));
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
        List<String> sent = List.of("a b c d e f g h i j k l".split(" "));
        List<String> items = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(() -> puts(sent));
                            items.addAll(answer.takeAll(queue));
                            other.join();
                        });
        assertThat(items).as("items").isEqualTo(sent);
    }

    private void puts(List<String> items) {
        takes(Duration.ofDays(9));
        queue.addAll(items);
        queue.add(END);
    }

    /** A queue that notes when a poll has found it empty. */
    private static final class PolledQueue extends LinkedBlockingQueue<String> {
        private static final long serialVersionUID = 1;

        private final CopyOnWriteArrayList<Instant> empty = new CopyOnWriteArrayList<>();

        private @Nullable String noted(@Nullable String item) {
            if (item == null) {
                empty.add(Instant.now());
            }
            return item;
        }

        @Override
        public @Nullable String poll() {
            return noted(super.poll());
        }

        @Override
        public @Nullable String poll(long time, TimeUnit unit) throws InterruptedException {
            return noted(super.poll(time, unit));
        }
    }

    @CancelEverywhere
    void anEmptyQueueIsPolledOnceAMinuteAtMost(Attempt attempt) {
        PolledQueue polled = new PolledQueue();
        attempt.undisturbed()
                .run(
                        () -> {
                            polled.empty.add(Instant.now()); // it is empty when the call begins
                            Thread other =
                                    Thread.startVirtualThread(
                                            () -> {
                                                takes(Duration.ofMinutes(10));
                                                polled.add(END);
                                            });
                            answer.takeAll(polled);
                            other.join();
                        });
        for (int n = 1; n < polled.empty.size(); n++) {
            assertThat(Duration.between(polled.empty.get(n - 1), polled.empty.get(n)))
                    .as("time between two polls of an empty queue")
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    private boolean isEven(int number) {
        tested.incrementAndGet();
        return number % 2 == 0;
    }

    @CancelEverywhere
    void eachNumberIsTestedOnce(Attempt attempt) {
        List<Integer> counts = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int limit : List.of(0, 1, 1_251)) {
                                counts.add(answer.count(limit, this::isEven));
                                counts.add(tested.getAndSet(0));
                            }
                        });
        assertThat(counts)
                .as("even numbers below 0, 1 and 1251, each with the tests it took")
                .containsExactly(0, 0, 1, 1, 626, 1_251);
    }

    @CancelEverywhere
    void twoCountsAtTheSameTimeAreIndependent(Attempt attempt) {
        List<Integer> counts = new CopyOnWriteArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            try (var scope = StructuredTaskScope.open()) {
                                scope.fork(() -> counts.add(answer.count(130, this::isEven)));
                                scope.fork(() -> counts.add(answer.count(130, this::isEven)));
                                scope.join();
                            }
                        });
        assertThat(counts).as("even numbers below 130, counted twice").containsExactly(65, 65);
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

    /** Another thread interrupts the task before or after any number. */
    @CancelEverywhere
    void anInterruptBetweenTwoNumbersEndsTheCount(Attempt attempt) {
        AtomicInteger atTheInterrupt = new AtomicInteger();
        attempt.undisturbed()
                .delayBound(1)
                .runBudget(400)
                .mayInterruptItself("the test interrupts the task")
                .mayLeaveThreads("the other thread may begin when the count has ended")
                .call(
                        () -> {
                            Thread task = Thread.currentThread();
                            Thread.startVirtualThread(
                                    () -> {
                                        task.interrupt();
                                        atTheInterrupt.set(tested.get());
                                    });
                            return answer.count(130, this::isEven);
                        })
                .thrown();
        assertThat(tested.get() - atTheInterrupt.get())
                .as("numbers tested after the interrupt")
                .isLessThanOrEqualTo(100);
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

    @CancelEverywhere
    void eachTaskCanBeCalledAgain(Attempt attempt) {
        queue.addAll(List.of("a", "end", "b", "end"));
        List<Object> results = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int call = 0; call < 2; call++) {
                                Peer peer = new Peer("another line " + call + "\n");
                                results.add(
                                        List.of(
                                                answer.update(lock, this::update),
                                                answer.readLine(peer),
                                                answer.takeAll(queue),
                                                answer.count(8, this::isEven)));
                            }
                        });
        assertThat(results)
                .as("results of two calls of each task")
                .containsExactly(
                        List.of("updated", "another line 0", List.of("a"), 4),
                        List.of("updated", "another line 1", List.of("b"), 4));
    }

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
            assertThat(peer.closed.get()).as("times the stream was closed").isPositive();
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

    private static void interruptsTwice(Thread owner) {
        takes(Duration.ofSeconds(1));
        owner.interrupt();
        takes(Duration.ofSeconds(1));
        owner.interrupt();
    }

    @CancelEverywhere
    void aCancelledOwnerEndsAllSubtasks(Attempt attempt) {
        lock.lock(); // on a thread that is not part of the run
        Outcome<Void> outcome =
                attempt.undisturbed()
                        .mayHold(HELD)
                        .mayInterruptItself("the test interrupts the owner of the scope")
                        .run(
                                () -> {
                                    Thread owner = Thread.currentThread();
                                    Thread.startVirtualThread(() -> interruptsTwice(owner));
                                    inAScope(() -> answer.takeAll(new LinkedBlockingQueue<>()));
                                });
        assertThat(outcome.thrown()).as("what the owner gets").isPresent();
        isTheInterrupt(outcome);
    }
}
