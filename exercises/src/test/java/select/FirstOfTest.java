package select;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.given.AllFailed;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

class FirstOfTest {
    private static final String ELSEWHERE = "judged by theCallerLearnsOfItsInterrupt";
    private static final Duration STEP = Duration.ofMillis(5);
    private static final int[][] PERMUTATIONS = {
        {1, 2, 3}, {1, 3, 2}, {2, 1, 3}, {2, 3, 1}, {3, 1, 2}, {3, 2, 1}
    };

    private final FirstOf firstOf = new FirstOf();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger interrupted = new AtomicInteger();

    /** Succeeds after so many seconds; interrupted, it needs a moment to tidy up. */
    private Callable<String> succeeds(String name, int seconds) {
        return () -> works(() -> name, seconds, STEP);
    }

    private Callable<String> fails(Throwable failure, int seconds) {
        return () -> works(() -> thrown(failure), seconds, STEP);
    }

    private static String thrown(Throwable thrown) throws Exception {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (Exception) thrown;
    }

    private String works(Callable<String> end, int seconds, Duration tidyUp) throws Exception {
        begun.incrementAndGet();
        try {
            Thread.sleep(Duration.ofSeconds(seconds));
            return end.call();
        } catch (InterruptedException e) {
            interrupted.incrementAndGet();
            tidyUp(tidyUp);
            throw e;
        } finally {
            ended.incrementAndGet();
        }
    }

    private static void tidyUp(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Callable<String>> succeeding(int... seconds) {
        return IntStream.range(0, seconds.length)
                .mapToObj(i -> succeeds(String.valueOf((char) ('a' + i)), seconds[i]))
                .toList();
    }

    private Attempt watched(Attempt attempt) {
        return attempt.watch("begun", begun::get)
                .watch("ended", ended::get)
                .watch("interrupted", interrupted::get)
                .invariant("every task that began has ended", () -> begun.get() == ended.get());
    }

    /** Only the caller is interrupted; the tasks are interrupted by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return watched(attempt).onThread("body");
    }

    @CancelEverywhere
    void theFirstSuccessIsReturned(Attempt attempt) {
        List<String> answers = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int[] seconds : PERMUTATIONS) {
                                answers.add(firstOf.first(succeeding(seconds)));
                            }
                        });
        assertThat(answers).as("answers").containsExactly("a", "a", "b", "c", "b", "c");
    }

    @CancelEverywhere
    void anyNumberOfTasksRunsConcurrently(Attempt attempt) {
        List<String> answers = new ArrayList<>();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int size : List.of(1, 2, 4, 150)) {
                                CountDownLatch all = new CountDownLatch(size);
                                answers.add(
                                        firstOf.first(
                                                IntStream.range(0, size)
                                                        .mapToObj(i -> meets(all, i, size))
                                                        .toList()));
                            }
                        });
        assertThat(answers)
                .as("answers")
                .containsExactly("1 of 1", "2 of 2", "4 of 4", "150 of 150");
    }

    /** Waits until all tasks have begun; the last task is the quickest. */
    private Callable<String> meets(CountDownLatch all, int i, int size) {
        return () -> {
            all.countDown();
            all.await();
            Thread.sleep(Duration.ofSeconds(size - i));
            return "%d of %d".formatted(i + 1, size);
        };
    }

    @CancelEverywhere
    void theLosersAreInterruptedAndAwaited(Attempt attempt) {
        List<Duration> took = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Instant begin = Instant.now();
                            firstOf.first(succeeding(1, 60, 3_600, 3_600, 60));
                            took.add(Duration.between(begin, Instant.now()));
                        });
        assertThat(interrupted.get()).as("losers that were interrupted").isEqualTo(4);
        assertThat(took.getFirst())
                .as("time until first() ended")
                .isLessThan(Duration.ofSeconds(2));
    }

    @CancelEverywhere
    @SuppressWarnings("NullAway") // null is a value like any other
    void aLoserThatSucceedsAfterItsInterruptChangesNothing(Attempt attempt) {
        List<@Nullable String> answers = new ArrayList<>();
        Callable<@Nullable String> nothing = () -> works(() -> null, 1, STEP);
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            for (Callable<String> winner : List.of(succeeds("b", 1), nothing)) {
                                List<Callable<String>> tasks =
                                        List.of(late("late"), winner, late("later"));
                                answers.add(firstOf.first(tasks));
                            }
                        });
        assertThat(answers).as("answers").containsExactly("b", null);
    }

    @CancelEverywhere
    void anExceptionThatATaskReturnsIsASuccess(Attempt attempt) {
        Exception value = new IOException("the last error of the mirror");
        Outcome<Exception> outcome =
                attempt.undisturbed().call(() -> firstOf.first(List.of(() -> value)));
        assertThat(outcome.value() == value).as("the task's value is returned").isTrue();
    }

    /** The first task ends only when the thread of the second one, which succeeds, has ended. */
    @CancelEverywhere
    void aSecondSuccessDoesNotOvertakeTheFirst(Attempt attempt) {
        AtomicReference<Thread> winner = new AtomicReference<>();
        Callable<String> second =
                () -> {
                    Thread.sleep(STEP); // until the winner has begun
                    winner.get().join();
                    return "second";
                };
        Callable<String> first =
                () -> {
                    winner.set(Thread.currentThread());
                    Thread.sleep(STEP.multipliedBy(2));
                    return "first";
                };
        attempt.undisturbed().delayBound(1).runBudget(200);
        assertThat(attempt.call(() -> firstOf.first(List.of(second, first))).value())
                .as("answer")
                .isEqualTo("first");
    }

    /** Succeeds although it was interrupted. */
    private Callable<String> late(String value) {
        return () -> {
            try {
                return works(() -> "not interrupted", 60, STEP);
            } catch (InterruptedException e) {
                return value;
            }
        };
    }

    @CancelEverywhere
    void theSuccessWinsInEveryInterleaving(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .allInterleavings()
                        .call(
                                () ->
                                        firstOf.first(
                                                List.of(
                                                        fails(new IOException("a"), 1),
                                                        succeeds("b", 1))));
        assertThat(outcome.value()).as("answer").isEqualTo("b");
    }

    @CancelEverywhere
    void theOnlyTaskWinsInEveryInterleaving(Attempt attempt) {
        attempt.undisturbed().allInterleavings();
        assertThat(attempt.call(() -> firstOf.first(List.of(() -> "a"))).value())
                .as("answer")
                .isEqualTo("a");
    }

    @CancelEverywhere
    void aFailureDoesNotEndTheRace(Attempt attempt) {
        List<Callable<String>> tasks = new ArrayList<>(failing(20));
        tasks.add(succeeds("the last", 21));
        tasks.add(fails(new StackOverflowError("a"), 2));
        tasks.add(fails(new InterruptedException("b"), 3));
        tasks.add(fails(new CancellationException("c"), 4));
        assertThat(attempt.undisturbed().call(() -> firstOf.first(tasks)).value())
                .as("answer")
                .isEqualTo("the last");
    }

    /** The n-th fails after n seconds. */
    private List<Callable<String>> failing(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> fails(new IOException("failure " + n), n))
                .toList();
    }

    @CancelEverywhere
    void manyLosersAreInterruptedAndAwaited(Attempt attempt) {
        List<Callable<String>> tasks = new ArrayList<>(List.of(succeeds("a", 1)));
        for (int n = 1; n <= 20; n++) {
            Duration tidyUp = Duration.ofSeconds(n);
            tasks.add(() -> works(() -> "loser", 3_600, tidyUp));
        }
        watched(attempt).undisturbed().run(() -> firstOf.first(tasks));
        assertThat(interrupted.get()).as("losers that were interrupted").isEqualTo(20);
    }

    @CancelEverywhere
    void everyFailureIsReportedIfAllTasksFail(Attempt attempt) {
        reportsAll(
                attempt,
                IntStream.rangeClosed(1, 20)
                        .mapToObj(n -> new IOException("failure " + n))
                        .toArray(Throwable[]::new));
    }

    @CancelEverywhere
    void everyKindOfFailureIsReported(Attempt attempt) {
        Exception twice = new IOException("g");
        reportsAll(
                attempt,
                new StackOverflowError("a"),
                new IllegalStateException("b"),
                new InterruptedException("c"),
                new CancellationException("d"),
                new ExecutionException("e", new IOException("its cause")),
                new CompletionException("f", new IOException("its cause")),
                twice,
                twice);
    }

    @CancelEverywhere
    void aTaskThatIsTwiceInTheListFailsTwice(Attempt attempt) {
        Callable<String> task = () -> thrown(new IOException("failure " + begun.incrementAndGet()));
        Outcome<String> outcome =
                attempt.undisturbed().call(() -> firstOf.first(List.of(task, task)));
        AllFailed all = (AllFailed) outcome.thrown().orElseThrow();
        assertThat(all.failures().stream().map(Throwable::getMessage))
                .as("failures of one task that runs twice")
                .containsExactlyInAnyOrder("failure 1", "failure 2");
    }

    @CancelEverywhere
    void withoutATaskThereIsNoSuccess(Attempt attempt) {
        reportsAll(attempt);
    }

    /** The first task is the last that fails. */
    private void reportsAll(Attempt attempt, Throwable... failures) {
        List<Callable<String>> tasks =
                IntStream.range(0, failures.length)
                        .mapToObj(i -> fails(failures[i], i == 0 ? failures.length : i))
                        .toList();
        Outcome<String> outcome = attempt.undisturbed().call(() -> firstOf.first(tasks));
        assertThat(outcome.thrown()).as("what was thrown").get().isInstanceOf(AllFailed.class);
        AllFailed all = (AllFailed) outcome.thrown().orElseThrow();
        assertThat(inWords(all.failures()))
                .as("failures")
                .isEqualTo(inWords(Arrays.asList(failures)));
        assertThat(IntStream.range(0, failures.length))
                .as("the failures are the objects that the tasks threw")
                .allMatch(i -> all.failures().get(i) == failures[i]);
    }

    @CancelEverywhere
    void noTaskOutlivesAnInterruptedCaller(Attempt attempt) {
        Outcome<Void> outcome =
                interruptedAnywhere(attempt)
                        .mayAbsorb(ELSEWHERE)
                        .inPairs()
                        .run(() -> firstOf.first(succeeding(2, 1, 3)));
        if (!outcome.cancelled()) {
            assertThat(outcome.returned()).as("first() returned").isTrue();
        }
    }

    @CancelEverywhere
    void aTaskAndACleanupMayEachTakeDays(Attempt attempt) {
        Duration days = Duration.ofDays(4);
        Callable<String> loser = () -> works(() -> "b", Integer.MAX_VALUE, days);
        watched(attempt)
                .undisturbed()
                .run(() -> firstOf.first(List.of(succeeds("a", (int) days.toSeconds()), loser)));
    }

    @CancelEverywhere
    void theTasksAreAwaitedHoweverOftenTheCallerIsInterrupted(Attempt attempt) {
        Outcome<String> outcome =
                watched(attempt)
                        .undisturbed()
                        .mayInterruptItself("the test interrupts the caller itself")
                        .call(
                                () -> {
                                    interruptsAHundredTimes(Thread.currentThread());
                                    return firstOf.first(
                                            List.of(succeeds("a", 1), this::tidiesInSteps));
                                });
        boolean thrown =
                outcome.thrown().filter(InterruptedException.class::isInstance).isPresent();
        assertThat(thrown || outcome.interrupted())
                .as("the caller learns of its interrupts")
                .isTrue();
    }

    private String tidiesInSteps() throws Exception {
        begun.incrementAndGet();
        try {
            Thread.sleep(Duration.ofHours(2));
            return "b";
        } finally {
            for (int step = 0; step < 3; step++) {
                tidyUp(Duration.ofSeconds(10));
                Thread.interrupted();
            }
            ended.incrementAndGet();
        }
    }

    private static void interruptsAHundredTimes(Thread thread) {
        Thread.startVirtualThread(
                () -> {
                    try {
                        for (int i = 0; i < 100; i++) {
                            Thread.sleep(Duration.ofMillis(200));
                            thread.interrupt();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @CancelEverywhere
    void theCallerLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .atLeastOnePoint()
                .inPairs()
                .mayLeaveThreads("judged by noTaskOutlivesAnInterruptedCaller")
                .run(() -> firstOf.first(succeeding(2, 1, 3)));
    }

    @CancelEverywhere
    void theCallerOfFailingTasksLearnsOfItsInterrupt(Attempt attempt) {
        interruptedAnywhere(attempt)
                .delayBound(1)
                .runBudget(300)
                .call(() -> firstOf.first(failing(2)))
                .thrown();
    }

    /** No task ends by itself. */
    @CancelEverywhere
    void theTasksAreInterruptedWhenTheCallerIs(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayAbsorb(ELSEWHERE)
                .mayWaitForever("no task ends before it is interrupted")
                .run(() -> firstOf.first(List.of(this::waits, this::waits, this::waits)));
    }

    private String waits() throws Exception {
        return works(
                () -> {
                    new CountDownLatch(1).await();
                    return "never";
                },
                0,
                STEP);
    }

    @CancelEverywhere
    void anInterruptedCallCanBeMadeAgain(Attempt attempt) {
        interruptedAnywhere(attempt).again().call(() -> firstOf.first(succeeding(2, 1))).thrown();
    }

    @CancelEverywhere
    void callsDoNotDisturbEachOther(Attempt attempt) {
        List<String> answers = new ArrayList<>();
        watched(attempt)
                .undisturbed()
                .run(
                        () -> {
                            Thread other = Thread.startVirtualThread(this::failsElsewhere);
                            answers.add(firstOf.first(succeeding(4, 3)));
                            other.join();
                            answers.add(firstOf.first(succeeding(1, 2)));
                        });
        assertThat(answers).as("answers").containsExactly("b", "a");
    }

    /** One call takes a second; one that begins before it and one after it take a minute. */
    @CancelEverywhere
    void aCallReturnsAlthoughOthersStillWait(Attempt attempt) {
        Callable<List<String>> three =
                () -> {
                    List<FutureTask<String>> calls = new ArrayList<>();
                    for (int seconds : List.of(60, 1, 60)) {
                        calls.add(new FutureTask<>(() -> firstOf.first(succeeding(seconds))));
                        Thread.startVirtualThread(calls.getLast());
                        attempt.settle();
                    }
                    Thread.sleep(Duration.ofSeconds(2));
                    List<String> states = calls.stream().map(call -> call.state().name()).toList();
                    calls.getFirst().get();
                    calls.getLast().get();
                    return states;
                };
        assertThat(attempt.undisturbed().call(three).value())
                .as("states of three calls after two seconds")
                .containsExactly("RUNNING", "SUCCESS", "RUNNING");
    }

    private void failsElsewhere() {
        try {
            firstOf.first(failing(2));
            throw new IllegalStateException("nothing failed");
        } catch (AllFailed e) {
            // as it should be
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without their stacks, which differ from run to run. */
    private static List<String> inWords(List<? extends Throwable> failures) {
        return failures.stream().map(Throwable::toString).toList();
    }
}
