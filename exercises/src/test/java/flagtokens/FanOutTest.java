package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Collections.nCopies;

import cancelsafe.given.Token;
import cancelsafe.given.TokenTask;
import cancelsafe.given.WorkerResult;
import cancelsafe.given.WorkerResult.Cancelled;
import cancelsafe.given.WorkerResult.Failure;
import cancelsafe.given.WorkerResult.Value;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

class FanOutTest {
    private static final Duration TIME = Duration.ofMillis(20);

    /** A worker waits this long for its cancellation, so that a run without one ends. */
    private static final int MANY_TURNS = 50;

    private static final String NOT_CANCELLED = "not cancelled";
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheInterrupt";

    /** The first has a part of a millisecond. */
    private static final List<Duration> TIMES =
            List.of(Duration.ofNanos(1_900_000), TIME, Duration.ofSeconds(1));

    private static final int[] SIZES = {0, 1, 3, 100};

    private final Token token = new Token();
    private final FanOut fanOut = new FanOut();
    private final List<WorkerResult> results = new ArrayList<>();

    /** How each worker really ended. */
    private final AtomicReferenceArray<WorkerResult> actual = new AtomicReferenceArray<>(8);

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final RuntimeException failure = new IllegalStateException("the disk is full");

    private static String returnsAtOnce(Token token) {
        return "quick";
    }

    private String fails(Token token) {
        throw failure;
    }

    private static String worksUntilCancelled(Token token) throws InterruptedException {
        for (int turn = 0; turn < MANY_TURNS; turn++) {
            token.throwIfCancelled();
            Thread.sleep(Duration.ofMillis(7));
        }
        return NOT_CANCELLED;
    }

    private static String tidiesUp(Token token) throws InterruptedException {
        for (int turn = 0; !token.isCancelled(); turn++) {
            if (turn == MANY_TURNS) {
                return NOT_CANCELLED;
            }
            Thread.sleep(Duration.ofMillis(13));
        }
        Thread.sleep(Duration.ofMillis(3));
        return "tidy";
    }

    private final List<TokenTask> tasks =
            List.of(
                    recording(0, FanOutTest::worksUntilCancelled),
                    recording(1, FanOutTest::returnsAtOnce),
                    recording(2, this::fails),
                    recording(3, FanOutTest::tidiesUp));

    /** Only the caller is interrupted; the workers are cancelled by the answer. */
    private Attempt interruptedAnywhere(Attempt attempt) {
        return attempt.onThread("body")
                .mayAbsorb(ELSEWHERE)
                .watch("token cancelled", token::stateForTest)
                .watch("results", results::size);
    }

    private void fanOut() throws InterruptedException {
        fanOut.run(tasks, token, TIME, results);
    }

    private static String says(Token token) {
        return token.stateForTest() ? "cancelled" : NOT_CANCELLED;
    }

    @CancelEverywhere
    void noWorkerIsLeftBehind(Attempt attempt) {
        interruptedAnywhere(attempt).run(this::fanOut);
    }

    @CancelEverywhere
    void theTokenIsCancelledWhenRunReturns(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant("the token is cancelled", token::stateForTest)
                .run(this::fanOut);
    }

    @CancelEverywhere
    void everyTaskHasOneResult(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant(
                        "there are as many results as tasks", () -> results.size() == tasks.size())
                .invariant("no task is started twice", () -> begun.get() <= tasks.size())
                .run(this::fanOut);
    }

    @CancelEverywhere
    void eachResultSaysHowItsWorkerEnded(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant("each result matches its worker", this::resultsAreTrue)
                .run(this::fanOut);
    }

    private boolean resultsAreTrue() {
        for (int i = 0; i < results.size(); i++) {
            WorkerResult end = actual.get(i);
            if (end != null && !end.equals(results.get(i))) {
                return false;
            }
        }
        return true;
    }

    @CancelEverywhere
    void aSecondInterruptLeavesNoWorkerBehind(Attempt attempt) {
        interruptedAnywhere(attempt)
                .inPairs()
                .invariant(
                        "there are as many results as tasks", () -> results.size() == tasks.size())
                .run(this::fanOut);
    }

    @CancelEverywhere
    void theCallerLearnsOfTheInterrupt(Attempt attempt) {
        attempt.onThread("body")
                .atLeastOnePoint()
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .run(this::fanOut);
    }

    @CancelEverywhere
    void anUninterruptedRunHasAllResults(Attempt attempt) {
        try {
            attempt.undisturbed().run(this::fanOut);
        } finally { // a run that never ends is not a failure by itself
            assertThat(results)
                    .containsExactly(
                            new Cancelled(),
                            new Value("quick"),
                            new Failure(failure),
                            new Value("tidy"));
        }
    }

    @CancelEverywhere
    void manyInterruptsLeaveNoWorkerBehind(Attempt attempt) {
        AtomicReference<Runnable> interrupt = new AtomicReference<>(() -> {});
        attempt.action(
                        "impatient",
                        () -> {
                            for (int n = 0; n < 20; n++) {
                                interrupt.get().run();
                                attempt.settle(); // the caller waits again, or has ended
                            }
                        })
                .mayAbsorb(ELSEWHERE)
                .mayInterruptItself("the test interrupts the caller")
                .mayLeaveThreads("the impatient one may be late; workers are counted")
                .invariant(
                        "there are as many results as tasks", () -> results.size() == tasks.size())
                .invariant("no worker is left running", () -> begun.get() == ended.get())
                .run(
                        () -> {
                            interrupt.set(Thread.currentThread()::interrupt);
                            try {
                                fanOut();
                            } catch (InterruptedException e) {
                                // judged by theCallerLearnsOfTheInterrupt
                            }
                        });
    }

    @CancelEverywhere
    void aWorkerThatCleansUpForDaysIsAwaited(Attempt attempt) {
        TokenTask cleansUp =
                t -> {
                    String tidy = tidiesUp(t);
                    Thread.sleep(Duration.ofDays(3));
                    return tidy;
                };
        attempt.undisturbed()
                .mayWaitForever("joins that poll pass too many points for the lab")
                .invariant(
                        "the result is that of the worker", () -> results.contains(actual.get(0)))
                .run(() -> fanOut.run(List.of(recording(0, cleansUp)), token, TIME, results));
    }

    @CancelEverywhere
    void oneObjectCanRunAgain(Attempt attempt) {
        attempt.onThread("body")
                .again()
                .mayAbsorb(ELSEWHERE)
                .call(
                        () -> {
                            List<WorkerResult> ends = new ArrayList<>();
                            fanOut.run(
                                    List.of(FanOutTest::returnsAtOnce, FanOutTest::tidiesUp),
                                    new Token(),
                                    TIME,
                                    ends);
                            return ends;
                        });
    }

    @CancelEverywhere
    void oneObjectCanRunInsideATask(Attempt attempt) {
        List<WorkerResult> inner = new ArrayList<>();
        TokenTask nested = t -> runsInside(inner);
        attempt.undisturbed()
                .run(
                        () ->
                                fanOut.run(
                                        List.of(nested, FanOutTest::returnsAtOnce, nested),
                                        token,
                                        TIME,
                                        results));
        WorkerResult outer = new Value("outer");
        assertThat(results)
                .as("results of the run")
                .containsExactly(outer, new Value("quick"), outer);
        assertThat(inner)
                .as("results of the two runs inside it")
                .containsExactly(
                        new Value("tidy"),
                        new Failure(failure),
                        new Value("tidy"),
                        new Failure(failure));
    }

    private String runsInside(List<WorkerResult> ends) throws InterruptedException {
        fanOut.run(
                List.of(FanOutTest::tidiesUp, this::fails),
                new Token(),
                Duration.ofMillis(1),
                ends);
        return "outer";
    }

    /** What one call keeps in a field of the object, a call that begins later may destroy. */
    @CancelEverywhere
    void aRunInTheCleanupOfAWorkerHidesNoInterrupt(Attempt attempt) {
        TokenTask runsInItsCleanup =
                t -> {
                    tidiesUp(t);
                    return runsInside(new ArrayList<>());
                };
        attempt.onThread("body")
                .run(() -> fanOut.run(List.of(runsInItsCleanup), token, TIME, results));
    }

    @CancelEverywhere
    void resultsAreAddedToTheList(Attempt attempt) {
        WorkerResult old = new Value("of an earlier run");
        results.add(old);
        attempt.undisturbed().run(this::fanOut);
        assertThat(results).as("the list").startsWith(old).hasSize(1 + tasks.size());
        assertThat(begun).as("tasks begun").hasValue(tasks.size());
    }

    @CancelEverywhere
    void everyInterleavingHasAllResults(Attempt attempt) {
        attempt.undisturbed()
                .allInterleavings()
                .run(
                        () ->
                                fanOut.run(
                                        List.of(FanOutTest::returnsAtOnce, this::fails),
                                        token,
                                        TIME,
                                        results));
        assertThat(results)
                .as("results of the two tasks")
                .containsExactly(new Value("quick"), new Failure(failure));
    }

    @CancelEverywhere
    void workersAreCancelledWhenTheTimeIsUp(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            for (Duration time : TIMES) {
                                TokenTask later = saysAfter(time.plusMillis(10));
                                fanOut.run(List.of(later), new Token(), time, results);
                            }
                        });
        assertThat(results)
                .as("the token 10 ms after each of " + TIMES)
                .containsOnly(new Value("cancelled"));
    }

    @CancelEverywhere
    void noWorkerIsCancelledBeforeTheTimeIsUp(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            for (Duration time : TIMES) {
                                List<WorkerResult> ends = new ArrayList<>();
                                fanOut.run(
                                        List.of(this::fails, saysAfter(time.minusNanos(1))),
                                        new Token(),
                                        time,
                                        ends);
                                results.add(ends.get(1));
                            }
                        });
        assertThat(results)
                .as("the token a nanosecond before each of " + TIMES)
                .containsOnly(new Value(NOT_CANCELLED));
    }

    private static TokenTask saysAfter(Duration time) {
        return t -> {
            Thread.sleep(time);
            return says(t);
        };
    }

    @CancelEverywhere
    void aWorkerThatThrowsAnErrorHasFailed(Attempt attempt) {
        Error error = new AssertionError("a bug in the worker");
        attempt.undisturbed().run(() -> fanOut.run(List.of(throwing(error)), token, TIME, results));
        assertThat(results).as("results").containsExactly(new Failure(error));
    }

    @CancelEverywhere
    void aWorkerThatThrowsAnExceptionHasFailed(Attempt attempt) {
        List<Throwable> failures =
                List.of(
                        new IOException("the disk is full"),
                        new InterruptedException("of its own"),
                        new TimeoutException("of its own"),
                        new ExecutionException("of its own", failure),
                        new CompletionException("of its own", failure),
                        new CompletionException(new CancellationException("in another one")),
                        new LinkageError("a class is missing"));
        List<TokenTask> failing = failures.stream().map(FanOutTest::throwing).toList();
        attempt.undisturbed().run(() -> fanOut.run(failing, token, TIME, results));
        assertThat(results)
                .as("results")
                .containsExactlyElementsOf(failures.stream().map(Failure::new).toList());
    }

    private static TokenTask throwing(Throwable failure) {
        return t -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    @CancelEverywhere
    void aCancellationExceptionOfAWorkerIsAResult(Attempt attempt) {
        CancellationException own = new CancellationException("of its own");
        attempt.undisturbed().run(() -> fanOut.run(List.of(throwing(own)), token, TIME, results));
        assertThat(results)
                .as("results")
                .hasSize(1)
                .containsAnyOf(new Cancelled(), new Failure(own));
    }

    /** All tasks of a run are one object, which says a different thing each time it runs. */
    @CancelEverywhere
    void allTasksRunConcurrently(Attempt attempt) {
        AtomicInteger met = new AtomicInteger();
        attempt.undisturbed()
                .run(
                        () -> {
                            for (int size : SIZES) {
                                TokenTask meets = meeting(new CountDownLatch(size), met);
                                fanOut.run(nCopies(size, meets), new Token(), TIME, results);
                            }
                        });
        assertThat(results)
                .as("results of 0, 1, 3 and 100 tasks that wait for each other")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 104)
                                .mapToObj(n -> new Value("met " + n))
                                .toList());
    }

    @CancelEverywhere
    void everyOneOfManyTasksIsWaitedFor(Attempt attempt) {
        List<TokenTask> tasks = IntStream.range(0, 12).mapToObj(FanOutTest::sleeping).toList();
        attempt.undisturbed().run(() -> fanOut.run(tasks, new Token(), TIME, results));
        assertThat(results)
                .as("results of 12 tasks, of which each takes longer than the one before")
                .containsExactlyElementsOf(
                        IntStream.range(0, 12).mapToObj(n -> new Value("slept " + n)).toList());
    }

    private static TokenTask sleeping(int seconds) {
        return t -> {
            Thread.sleep(Duration.ofSeconds(seconds));
            return "slept " + seconds;
        };
    }

    private static TokenTask meeting(CountDownLatch missing, AtomicInteger met) {
        return t -> {
            missing.countDown();
            missing.await();
            return "met " + met.incrementAndGet();
        };
    }

    private TokenTask recording(int worker, TokenTask task) {
        return t -> {
            begun.incrementAndGet();
            try {
                String value = task.work(t);
                actual.set(worker, new Value(value));
                return value;
            } catch (CancellationException e) {
                actual.set(worker, new Cancelled());
                throw e;
            } catch (RuntimeException e) {
                actual.set(worker, new Failure(e));
                throw e;
            } finally {
                ended.incrementAndGet();
            }
        };
    }
}
