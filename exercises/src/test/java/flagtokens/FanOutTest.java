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

    /** A worker waits so long for its cancellation; a run without one is judged, not sat out. */
    private static final int MANY_TURNS = 50;

    private static final String UNHEARD = "nobody cancelled me";
    private static final String ELSEWHERE = "judged by theCallerLearnsOfTheInterrupt";

    private final Token token = new Token();
    private final List<WorkerResult> results = new ArrayList<>();

    /** How the workers really ended, as they tell it themselves. */
    private final AtomicReferenceArray<WorkerResult> told = new AtomicReferenceArray<>(8);

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
        return UNHEARD;
    }

    private static String tidiesUp(Token token) throws InterruptedException {
        for (int turn = 0; !token.isCancelled(); turn++) {
            if (turn == MANY_TURNS) {
                return UNHEARD;
            }
            Thread.sleep(Duration.ofMillis(13));
        }
        Thread.sleep(Duration.ofMillis(3));
        return "tidy";
    }

    private final List<TokenTask> tasks =
            List.of(
                    telling(0, FanOutTest::worksUntilCancelled),
                    telling(1, FanOutTest::returnsAtOnce),
                    telling(2, this::fails),
                    telling(3, FanOutTest::tidiesUp));

    /** Only the caller is interrupted; what the workers go through is the answer's doing. */
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
    void theTokenIsCancelledWhenItEnds(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant("the token is cancelled", token::stateForTest)
                .run(this::fanOut);
    }

    @CancelEverywhere
    void thereIsOneResultForEachTask(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant("as many results as tasks", () -> results.size() == tasks.size())
                .run(this::fanOut);
    }

    @CancelEverywhere
    void eachResultSaysHowItsWorkerEnded(Attempt attempt) {
        interruptedAnywhere(attempt)
                .mayLeaveThreads("judged by noWorkerIsLeftBehind")
                .invariant("each result is what its worker did", this::resultsAreTrue)
                .run(this::fanOut);
    }

    private boolean resultsAreTrue() {
        for (int i = 0; i < results.size(); i++) {
            WorkerResult end = told.get(i);
            if (end != null && !end.equals(results.get(i))) {
                return false;
            }
        }
        return true;
    }

    @CancelEverywhere
    void aSecondInterruptLeavesNobodyBehindEither(Attempt attempt) {
        interruptedAnywhere(attempt)
                .inPairs()
                .invariant("as many results as tasks", () -> results.size() == tasks.size())
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
    void undisturbedAllResultsAreThere(Attempt attempt) {
        try {
            attempt.undisturbed().run(this::fanOut);
        } finally { // also where it never ends, which is no failure by itself
            assertThat(results)
                    .containsExactly(
                            new Cancelled(),
                            new Value("quick"),
                            new Failure(failure),
                            new Value("tidy"));
        }
    }

    @CancelEverywhere
    void undisturbedTheWorkersAreCancelledInTime(Attempt attempt) {
        attempt.undisturbed().run(this::fanOut);
        assertThat(told.get(0))
                .as("what a worker says that goes on until it is cancelled")
                .isNotEqualTo(new Value(UNHEARD));
    }

    @CancelEverywhere
    void aWorkerThatDiesOfAnErrorHasFailedToo(Attempt attempt) {
        Error error = new AssertionError("a bug in the worker");
        TokenTask dies =
                t -> {
                    throw error;
                };
        attempt.undisturbed().run(() -> new FanOut().run(List.of(dies), token, TIME, results));
        assertThat(results).containsExactly(new Failure(error));
    }

    @CancelEverywhere
    void allWorkAtTheSameTime(Attempt attempt) {
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

    private TokenTask telling(int worker, TokenTask task) {
        return t -> {
            try {
                String value = task.work(t);
                told.set(worker, new Value(value));
                return value;
            } catch (CancellationException e) {
                told.set(worker, new Cancelled());
                throw e;
            } catch (RuntimeException e) {
                told.set(worker, new Failure(e));
                throw e;
            }
        };
    }
}
