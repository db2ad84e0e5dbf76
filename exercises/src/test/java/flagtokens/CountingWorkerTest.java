package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;

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
import java.util.concurrent.CancellationException;

class CountingWorkerTest {
    private static final int LIMIT = 5;
    private static final int[] LIMITS = {1, 2, LIMIT, 1_000};

    private static final List<Throwable> FAILURES =
            List.of(
                    new IllegalStateException("the disk is full"),
                    new CancellationException("of the step, not of the token"),
                    new AssertionError("a bug in the step"));

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
        for (Throwable failure : FAILURES) {
            begun = 0;
            assertThatThrownBy(() -> worker.run(token, LIMIT, () -> failInStepThree(failure)))
                    .as("what run() throws")
                    .isSameAs(failure);
            assertThat(begun).as("steps begun when step 3 throws %s", failure).isEqualTo(3);
        }
    }

    private void failInStepThree(Throwable failure) {
        if (++begun == 3) {
            Failing.with(failure);
        }
    }

    /** What a run keeps in a field, a run inside one of its steps destroys. */
    @Test
    void aStepMayRunTheSameWorker() {
        Report[] inner = new Report[1];
        Report outer =
                worker.run(
                        token,
                        LIMIT,
                        () -> inner[0] = worker.run(new Token(), 2 * LIMIT, this::step));
        assertThat(inner[0])
                .as("report of the run inside")
                .isEqualTo(new Report(2 * LIMIT, Ending.FINISHED));
        assertThat(outer).as("report").isEqualTo(new Report(LIMIT, Ending.FINISHED));
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy(
                "run()",
                () ->
                        assertThat(worker.run(token, LIMIT, this::step))
                                .as("report, of an interrupted thread too")
                                .isEqualTo(new Report(LIMIT, Ending.FINISHED)));
        isLeftAloneBy("run() that is cancelled inside a step", () -> runCancelledInside(2, LIMIT));
        isLeftAloneBy(
                "run() that throws",
                () ->
                        Failing.ignored(
                                () ->
                                        worker.run(
                                                token,
                                                LIMIT,
                                                () -> Failing.with(FAILURES.getFirst()))));
        token.cancel();
        isLeftAloneBy("run() after cancel()", () -> worker.run(token, LIMIT, this::step));
    }
}
