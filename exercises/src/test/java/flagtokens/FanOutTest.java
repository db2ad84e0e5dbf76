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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

class FanOutTest {
    private static final Duration TIME = Duration.ofMillis(20);

    /** A worker waits this long for its cancellation, so that a run without one ends. */
    private static final int MANY_TURNS = 50;

    private static final String NOT_CANCELLED = "not cancelled";
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheInterrupt";

    private final Token token = new Token();
    private final List<WorkerResult> results = new ArrayList<>();

    /** How each worker really ended. */
    private final AtomicReferenceArray<WorkerResult> actual = new AtomicReferenceArray<>(8);

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
        new FanOut().run(tasks, token, TIME, results);
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
    void workersAreCancelledAtTheDeadline(Attempt attempt) {
        attempt.undisturbed().run(this::fanOut);
        assertThat(actual.get(0))
                .as("result of a worker that runs until it is cancelled")
                .isNotEqualTo(new Value(NOT_CANCELLED));
    }

    @CancelEverywhere
    void aWorkerThatThrowsAnErrorHasFailed(Attempt attempt) {
        Error error = new AssertionError("a bug in the worker");
        TokenTask dies =
                t -> {
                    throw error;
                };
        attempt.undisturbed().run(() -> new FanOut().run(List.of(dies), token, TIME, results));
        assertThat(results).containsExactly(new Failure(error));
    }

    @CancelEverywhere
    void allTasksRunConcurrently(Attempt attempt) {
        AtomicInteger missing = new AtomicInteger(3);
        TokenTask meets =
                t -> {
                    missing.decrementAndGet();
                    while (missing.get() > 0) {
                        t.throwIfCancelled();
                        Thread.sleep(Duration.ofMillis(1));
                    }
                    return "met the others";
                };
        attempt.undisturbed().run(() -> new FanOut().run(nCopies(3, meets), token, TIME, results));
        assertThat(results)
                .as("three tasks that wait for each other")
                .containsExactlyElementsOf(nCopies(3, new Value("met the others")));
    }

    private TokenTask recording(int worker, TokenTask task) {
        return t -> {
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
            }
        };
    }
}
