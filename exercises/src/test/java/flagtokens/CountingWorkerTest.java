package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.InterruptStatus.isSharedBy;
import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.lang.Math.abs;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

class CountingWorkerTest {
    private static final int LIMIT = 5;
    private static final int[] LIMITS = {1, 2, LIMIT, 1_000};

    private final Token token = new Token();
    private final CountingWorker worker = new CountingWorker();
    private int begun;
    private int begunTooLate;

    /** The token is cancelled at the n-th check of the worker, for every n. */
    private Outcome<Report> runCancelledAtEveryCheck(Attempt attempt) {
        return attempt.token(token)
                .watch("steps begun", () -> begun)
                .watch("cancelled", token::stateForTest)
                .call(() -> worker.run(token, LIMIT, this::step));
    }

    private void step() {
        begun++;
        if (token.stateForTest()) {
            begunTooLate++;
        }
    }

    @CancelEverywhere
    void theReportCountsTheStepsDone(Attempt attempt) {
        Report report = runCancelledAtEveryCheck(attempt).value();
        int surplus = report.iterations() - begun;
        assertThat(report.iterations())
                .as(
                        "iterations in the report, %d too %s",
                        abs(surplus), surplus < 0 ? "few" : "many")
                .isEqualTo(begun);
    }

    @CancelEverywhere
    void noStepBeginsAfterACheckSeesTheCancellation(Attempt attempt) {
        attempt.invariant("no step begins after the cancellation", () -> begunTooLate == 0);
        runCancelledAtEveryCheck(attempt);
    }

    @CancelEverywhere
    void theReportSaysWhyTheWorkerEnded(Attempt attempt) {
        Outcome<Report> outcome = runCancelledAtEveryCheck(attempt);
        boolean cutShort = outcome.cancelled() && outcome.value().iterations() < LIMIT;
        if (cutShort) {
            assertThat(outcome.value().ending()).as("ending").isEqualTo(Ending.CANCELLED);
        }
    }

    @CancelEverywhere
    void theWorkerChecksItsToken(Attempt attempt) {
        attempt.atLeastOnePoint();
        runCancelledAtEveryCheck(attempt);
    }

    @Test
    void anUncancelledWorkerDoesAllItsSteps() {
        for (int limit : LIMITS) {
            begun = 0;
            assertThat(worker.run(token, limit, this::step))
                    .as("report of %d steps", limit)
                    .isEqualTo(new Report(limit, Ending.FINISHED));
            assertThat(begun).as("steps begun of %d", limit).isEqualTo(limit);
        }
    }

    @Test
    void aTokenCancelledBeforehandAllowsNoStep() {
        token.cancel();
        assertThat(worker.run(token, LIMIT, this::step))
                .as("report")
                .isEqualTo(new Report(0, Ending.CANCELLED));
        assertThat(begun).as("steps begun").isZero();
    }

    @Test
    void aWorkerCancelledInsideAStepDoesNoFurtherStep() {
        for (int limit : List.of(2, LIMIT, Integer.MAX_VALUE)) {
            for (int last = 1; last < limit && last <= LIMIT; last++) {
                begun = 0;
                Report report = runCancelledInside(last, limit);
                assertThat(begun)
                        .as("steps when step %d of %d cancels", last, limit)
                        .isEqualTo(last);
                assertThat(report)
                        .as("report when step %d of %d cancels", last, limit)
                        .isEqualTo(new Report(last, Ending.CANCELLED));
            }
        }
    }

    @Test
    void aWorkerCancelledInsideItsLastStepReportsAllSteps() {
        assertThat(runCancelledInside(LIMIT, LIMIT).iterations())
                .as("iterations in the report")
                .isEqualTo(LIMIT);
    }

    private Report runCancelledInside(int step, int limit) {
        Token fresh = new Token();
        return worker.run(
                fresh,
                limit,
                () -> {
                    if (++begun == step) {
                        fresh.cancel();
                    }
                });
    }

    @Test
    void aLimitOfZeroIsFinishedFromTheStart() {
        assertThat(worker.run(token, 0, this::step))
                .as("report")
                .isEqualTo(new Report(0, Ending.FINISHED));
        assertThat(begun).as("steps begun").isZero();
    }

    @Test
    void anExceptionOfAStepReachesTheCaller() {
        for (Throwable failure : Failing.OF_EACH_SORT) {
            for (Consumer<Token> before :
                    List.<Consumer<Token>>of(t -> {}, Token::cancel, this::runInside)) {
                assertThatThrownBy(() -> runFailingInStepThree(before, failure))
                        .as("what run() throws")
                        .isSameAs(failure);
                assertThat(begun).as("steps begun when step 3 throws %s", failure).isEqualTo(3);
            }
        }
    }

    private void runFailingInStepThree(Consumer<Token> before, Throwable failure) {
        Token fresh = new Token();
        begun = 0;
        worker.run(
                fresh,
                LIMIT,
                () -> {
                    if (++begun == 3) {
                        before.accept(fresh);
                        Failing.with(failure);
                    }
                });
    }

    private void runInside(Token outer) {
        assertThat(worker.run(new Token(), 2, () -> {}))
                .as("report of a run inside")
                .isEqualTo(new Report(2, Ending.FINISHED));
    }

    /** A run inside one of its steps must not change what the outer run keeps. */
    @Test
    void aStepMayRunTheSameWorker() {
        for (Runnable inner : List.<Runnable>of(this::finishes, this::isCancelled, this::fails)) {
            assertThat(worker.run(token, LIMIT, inner))
                    .as("report")
                    .isEqualTo(new Report(LIMIT, Ending.FINISHED));
        }
    }

    private void finishes() {
        assertThat(worker.run(token, 2 * LIMIT, this::step)) // on the same token
                .as("report of a run inside")
                .isEqualTo(new Report(2 * LIMIT, Ending.FINISHED));
    }

    private void isCancelled() {
        begun = 0;
        assertThat(runCancelledInside(2, LIMIT))
                .as("report of a run inside")
                .isEqualTo(new Report(2, Ending.CANCELLED));
    }

    private void fails() {
        Failing.ignored(() -> runFailingInStepThree(t -> {}, new IllegalStateException("inside")));
    }

    /** A run on another thread must not change what this one keeps, and must not wait for it. */
    @CancelEverywhere
    void severalThreadsMayRunTheSameWorker(Attempt attempt) {
        AtomicInteger exact = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(2);
        Runnable run =
                () -> {
                    Report report = worker.run(token, 2, () -> awaitTheOther(begun));
                    exact.addAndGet(report.equals(new Report(2, Ending.FINISHED)) ? 1 : 0);
                };
        attempt.undisturbed()
                .delayBound(1)
                .runBudget(100)
                .invariant("both reports are exact", () -> exact.get() == 2)
                .run(() -> together(run, run));
    }

    private static void awaitTheOther(CountDownLatch begun) {
        begun.countDown();
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("this thread is never interrupted", e);
        }
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy(
                "run()",
                () ->
                        assertThat(worker.run(token, LIMIT, this::step))
                                .as("report, of an interrupted thread too")
                                .isEqualTo(new Report(LIMIT, Ending.FINISHED)));
        isSharedBy(
                "run()",
                step ->
                        assertThat(worker.run(token, LIMIT, step))
                                .as("report, of an interrupted step too")
                                .isEqualTo(new Report(LIMIT, Ending.FINISHED)));
        isLeftAloneBy("run() that is cancelled inside a step", this::isCancelled);
        for (Throwable failure : Failing.OF_EACH_SORT) {
            isLeftAloneBy(
                    "run() whose step throws " + failure,
                    () -> Failing.ignored(() -> runFailingInStepThree(t -> {}, failure)));
        }
        token.cancel();
        isLeftAloneBy("run() after cancel()", () -> worker.run(token, LIMIT, this::step));
    }
}
