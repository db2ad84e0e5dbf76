package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.Feed;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

class MergeNotRaceTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final Duration SILENCE = Duration.ofDays(1);

    /** Long enough for several orders. */
    private static final Duration A_WHILE = Duration.ofMillis(20);

    /** Long enough for thousands of orders. */
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final Feed a = new Feed("a", Duration.ofMillis(3));
    private final Feed b = new Feed("b", Duration.ofMillis(5));
    private final List<String> out = new ArrayList<>();
    private final List<String> leftover = new ArrayList<>();
    private final MergeNotRace merger = new MergeNotRace();
    private volatile @Nullable Thread caller;
    private volatile @Nullable Instant interruptedAt;
    private volatile @Nullable Instant endedAt;

    /** Only the caller is interrupted; the readers are interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return watched(attempt).onThread("body");
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("read", () -> Stream.of(a, b).flatMap(f -> f.read().stream()).toList())
                .watch("out", () -> List.copyOf(out))
                .watch("leftover", () -> List.copyOf(leftover));
    }

    private Attempt losesNothing(Attempt attempt) {
        return attempt.invariant("every order of a is out or left over", () -> isWhole(a))
                .invariant("every order of b is out or left over", () -> isWhole(b));
    }

    private void merge(int count) throws InterruptedException {
        merger.merge(a, b, count, out::add, leftover::add);
    }

    private boolean isWhole(Feed feed) {
        return isWhole(feed, out, leftover);
    }

    private static boolean isWhole(Feed feed, List<String> out, List<String> leftover) {
        List<String> all = new ArrayList<>(feed.mine(out));
        all.addAll(feed.mine(leftover));
        return all.equals(feed.read());
    }

    @CancelEverywhere
    void noOrderIsLost(Attempt attempt) {
        losesNothing(watched(attempt)).undisturbed().run(() -> merge(6));
        assertThat(out).as("out").hasSize(6);
    }

    @CancelEverywhere
    void noOrderIsLostIfManyAreWanted(Attempt attempt) {
        losesNothing(watched(attempt)).undisturbed().run(() -> merge(12));
        assertThat(out).as("out").hasSize(12);
    }

    @CancelEverywhere
    void noOrderIsLostInAnyInterleaving(Attempt attempt) {
        losesNothing(watched(attempt)).undisturbed().allInterleavings().run(() -> merge(2));
        assertThat(out).as("out").hasSize(2);
    }

    /**
     * The feeds go on while the consumer takes its time. No two of their timers are due at once, so
     * there is one sequence of them.
     */
    @CancelEverywhere
    void noOrderIsLostIfTheConsumerIsSlow(Attempt attempt) {
        Feed first = new Feed("a", Duration.ofNanos(3_000_001));
        Feed second = new Feed("b", Duration.ofNanos(5_000_017));
        attempt.undisturbed()
                .onThread("body") // orders that others read are no points of it
                .invariant("every order of a is out or left over", () -> isWhole(first))
                .invariant("every order of b is out or left over", () -> isWhole(second))
                .run(() -> merger.merge(first, second, 3, pausing(PAUSE), leftover::add));
        assertThat(out).as("out").hasSize(3);
    }

    private Consumer<String> pausing(Duration pause) {
        return order -> {
            out.add(order);
            LockSupport.parkNanos(this, pause.toNanos());
        };
    }

    @CancelEverywhere
    void noOrderIsLostIfNoneIsWanted(Attempt attempt) {
        losesNothing(watched(attempt)).undisturbed().run(() -> merge(0));
        assertThat(out).as("out").isEmpty();
    }

    @CancelEverywhere
    void noOrderIsLostIfTheConsumerThrows(Attempt attempt) {
        List<String> wrong = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int last = 1; last <= 3; last++) {
                                for (Duration pause : List.of(Duration.ZERO, A_WHILE)) {
                                    throwsAt(last, pause, new IllegalStateException("full"), wrong);
                                    throwsAt(last, pause, new StackOverflowError("full"), wrong);
                                }
                            }
                        });
        assertThat(wrong).as("what went wrong when the consumer threw").isEmpty();
    }

    /** Whether the last order is also left over is up to the answer. */
    private static void throwsAt(int last, Duration pause, Throwable failure, List<String> wrong)
            throws InterruptedException {
        Feed a = new Feed("a", Duration.ofNanos(3_000_001));
        Feed b = new Feed("b", Duration.ofNanos(5_000_017));
        List<String> out = new ArrayList<>();
        List<String> leftover = new ArrayList<>();
        try {
            Consumer<String> full = throwing(last, pause, failure, out);
            new MergeNotRace().merge(a, b, 3, full, leftover::add);
            wrong.add("order %d: %s did not reach the caller".formatted(last, failure));
        } catch (IllegalStateException | StackOverflowError e) {
            if (e != failure) {
                wrong.add("order %d: %s became %s".formatted(last, failure, e));
            }
        }
        if (leftover.contains(out.getLast())) {
            out.removeLast();
        }
        if (!isWhole(a, out, leftover) || !isWhole(b, out, leftover)) {
            String read = Stream.of(a, b).flatMap(f -> f.read().stream()).toList().toString();
            wrong.add(
                    "order %d: read %s, out %s, left over %s".formatted(last, read, out, leftover));
        }
    }

    private static Consumer<String> throwing(
            int last, Duration pause, Throwable failure, List<String> out) {
        return order -> {
            out.add(order);
            LockSupport.parkNanos(pause.toNanos());
            if (out.size() == last) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (IllegalStateException) failure;
            }
        };
    }

    @CancelEverywhere
    void noOrderIsLostOnAnInterrupt(Attempt attempt) {
        losesNothing(interruptedAnywhere(attempt))
                .mayAbsorb(ELSEWHERE)
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .inPairs()
                .invariant("at most four orders are out", () -> out.size() <= 4)
                .run(() -> merge(4)); // the fourth order comes while another one is decoded
    }

    @CancelEverywhere
    void noOrderIsLostByASecondCall(Attempt attempt) {
        losesNothing(watched(attempt))
                .undisturbed()
                .run(
                        () -> {
                            merge(2);
                            out.addAll(leftover);
                            leftover.clear();
                            merge(2);
                        });
    }

    @CancelEverywhere
    void aSecondCallPassesOnNoOrderOfTheFirst(Attempt attempt) {
        Feed first = new Feed("first", Duration.ofNanos(3_000_001));
        Feed second = new Feed("second", Duration.ofNanos(5_000_017));
        attempt.undisturbed()
                .run(
                        () -> {
                            Consumer<String> slow = pausing(Duration.ofMillis(60));
                            merger.merge(first, second, 3, slow, leftover::add);
                            out.clear();
                            leftover.clear();
                            merge(2);
                        });
        assertThat(Stream.of(out, leftover).flatMap(List::stream).toList())
                .as("out and left over in the second call")
                .allMatch(order -> order.startsWith("a") || order.startsWith("b"));
    }

    @CancelEverywhere
    void anOrderIsPassedOnAsSoonAsItArrivesHoweverLate(Attempt attempt) {
        List<Duration> took = new ArrayList<>();
        Feed slow = new Feed("slow", Duration.ofHours(5));
        attempt.undisturbed()
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            merger.merge(
                                    slow, new Feed("silent", SILENCE), 2, out::add, leftover::add);
                            took.add(Duration.between(begin, Instant.now()));
                        });
        assertThat(out).as("out").containsExactly("slow1", "slow2");
        assertThat(took.getFirst())
                .as("time until merge() returned, with an order every five hours")
                .isLessThan(Duration.ofHours(11));
    }

    @CancelEverywhere
    void anInterruptedMergeCanBeCalledAgain(Attempt attempt) {
        interruptedAnywhere(attempt).again().run(() -> merge(2));
    }

    @CancelEverywhere
    void noReaderOutlivesMerge(Attempt attempt) {
        interruptedAnywhere(attempt).mayAbsorb(ELSEWHERE).inPairs().run(() -> merge(3));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .run(() -> merge(3));
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterruptEvenIfTheConsumerThrows(Attempt attempt) {
        Exception failure = new IllegalStateException("full");
        Consumer<String> full = throwing(2, Duration.ZERO, failure, out);
        boolean[] threw = {false};
        Consumer<String> noticed =
                order -> {
                    try {
                        full.accept(order);
                    } catch (RuntimeException e) {
                        threw[0] = true;
                        throw e;
                    }
                };
        Optional<Throwable> thrown =
                interruptedAnywhere(attempt)
                        .inPairs()
                        .run(() -> merger.merge(a, b, 3, noticed, leftover::add))
                        .thrown();
        if (threw[0]) {
            assertThat(thrown).as("thrown by merge() when out has thrown").contains(failure);
        }
    }

    @CancelEverywhere
    void anInterruptEndsMergeAtOnce(Attempt attempt) {
        Feed first = new Feed("first", SILENCE);
        Feed second = new Feed("second", SILENCE);
        attempt.onThread("body")
                .action("interrupts the caller", this::interruptCaller)
                .mayInterruptItself("the test interrupts the caller itself")
                .invariant("merge() ends within a minute of an interrupt", this::endsInTime)
                .run(
                        () -> {
                            caller = Thread.currentThread();
                            try {
                                merger.merge(first, second, 2, out::add, leftover::add);
                            } finally {
                                endedAt = Instant.now();
                            }
                        });
    }

    private void interruptCaller() {
        Thread interrupted = caller;
        if (interrupted != null) {
            interruptedAt = Instant.now();
            interrupted.interrupt();
        }
    }

    private boolean endsInTime() {
        Instant begin = interruptedAt;
        Instant end = endedAt;
        return begin == null || end == null || end.isBefore(begin.plus(Duration.ofMinutes(1)));
    }

    private void returnsInTime(Attempt attempt, Feed first, Feed second) {
        List<Duration> took = new ArrayList<>();
        attempt.undisturbed()
                .mayLeaveThreads("judged by noReaderOutlivesMerge")
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            merger.merge(first, second, 12, out::add, leftover::add);
                            took.add(Duration.between(begin, Instant.now()));
                        });
        assertThat(out).as("out").hasSize(12);
        assertThat(took.getFirst())
                .as("time until merge() returned")
                .isLessThan(Duration.ofHours(1));
    }

    @CancelEverywhere
    void aSilentFirstFeedDoesNotBlockTheSecond(Attempt attempt) {
        returnsInTime(attempt, new Feed("silent", SILENCE), b);
    }

    @CancelEverywhere
    void aSilentSecondFeedDoesNotBlockTheFirst(Attempt attempt) {
        returnsInTime(attempt, a, new Feed("silent", SILENCE));
    }
}
