package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.atomic.AtomicReferenceArray;

class FanOutTest {
    private static final Duration TIME = Duration.ofMillis(20);
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
        while (true) {
            token.throwIfCancelled();
            Thread.sleep(Duration.ofMillis(7));
        }
    }

    private static String tidiesUp(Token token) throws InterruptedException {
        while (!token.isCancelled()) {
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
    void aWorkerThatDiesOfAnErrorHasFailedToo(Attempt attempt) {
        Error error = new AssertionError("a bug in the worker");
        TokenTask dies =
                t -> {
                    throw error;
                };
        attempt.undisturbed().run(() -> new FanOut().run(List.of(dies), token, TIME, results));
        assertThat(results).containsExactly(new Failure(error));
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
