package flagtokens;

import static org.assertj.core.api.Assertions.assertThat;

import static java.lang.Math.abs;

import cancelsafe.given.Ending;
import cancelsafe.given.Report;
import cancelsafe.given.Token;
import cancelsafe.lab.Attempt;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

class CountingWorkerTest {
    private static final int LIMIT = 5;

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
        assertThat(worker.run(token, LIMIT, this::step))
                .isEqualTo(new Report(LIMIT, Ending.FINISHED));
        assertThat(begun).as("steps begun").isEqualTo(LIMIT);
    }

    @Test
    void aTokenCancelledBeforehandAllowsNoStep() {
        token.cancel();
        assertThat(worker.run(token, LIMIT, this::step)).isEqualTo(new Report(0, Ending.CANCELLED));
        assertThat(begun).as("steps begun").isZero();
    }

    @Test
    void aWorkerCancelledInsideAStepDoesNoFurtherStep() {
        for (int last = 1; last < LIMIT; last++) {
            Token fresh = new Token();
            int[] steps = new int[1];
            int cancelling = last;
            Report report =
                    worker.run(
                            fresh,
                            LIMIT,
                            () -> {
                                if (++steps[0] == cancelling) {
                                    fresh.cancel();
                                }
                            });
            assertThat(steps[0]).as("steps when step %d cancels", last).isEqualTo(last);
            assertThat(report).isEqualTo(new Report(last, Ending.CANCELLED));
        }
    }
}
