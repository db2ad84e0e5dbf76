package flagtokens;

import static flagtokens.InterruptStatus.isLeftAloneBy;
import static flagtokens.InterruptStatus.isSharedBy;
import static flagtokens.Threads.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.junit.CancelEverywhere;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

class StopFlagTest {
    private static final int LIMIT = 5;

    private final StopFlag worker = new StopFlag();
    private int steps;

    @Test
    void anUnstoppedWorkerDoesAllItsSteps() {
        for (int limit : List.of(1, LIMIT, 1_000)) { // the same worker again and again
            steps = 0;
            assertThat(worker.run(limit, () -> steps++)).as("steps returned").isEqualTo(limit);
            assertThat(steps).as("steps done").isEqualTo(limit);
        }
    }

    @Test
    void aWorkerStoppedInsideAStepDoesNoFurtherStep() {
        for (int n : List.of(1, 2, 3, 4, LIMIT, 67, 1_031, 4_099, 100_003)) {
            for (int further : List.of(0, 1, 1_000)) {
                StopFlag fresh = new StopFlag();
                steps = 0;
                int returned =
                        fresh.run(
                                n + further,
                                () -> {
                                    if (++steps == n) {
                                        fresh.stop();
                                    }
                                });
                assertThat(steps).as("steps done when step %d stops", n).isEqualTo(n);
                assertThat(returned).as("steps returned when step %d stops", n).isEqualTo(n);
            }
        }
    }

    @Test
    void aWorkerStoppedBeforehandDoesNoStep() {
        worker.stop();
        assertThat(worker.run(LIMIT, () -> steps++)).as("steps returned").isZero();
        assertThat(steps).as("steps done").isZero();
    }

    @Test
    void aSecondStopChangesNothing() {
        worker.stop();
        worker.stop();
        assertThat(worker.run(LIMIT, () -> steps++)).as("steps returned").isZero();
    }

    @Test
    void aStoppedWorkerStaysStopped() {
        worker.run(LIMIT, worker::stop);
        for (int run = 2; run <= 3; run++) {
            assertThat(worker.run(LIMIT, () -> steps++)).as("steps of run %d", run).isZero();
        }
        assertThat(steps).as("steps done").isZero();
    }

    /** A check must not hide the stop from another thread, not even for a moment. */
    @CancelEverywhere
    void aStoppedWorkerStaysStoppedForSeveralThreads(Attempt attempt) {
        AtomicInteger late = new AtomicInteger();
        Runnable later = () -> worker.run(LIMIT, late::incrementAndGet);
        worker.stop();
        attempt.undisturbed()
                .delayBound(1)
                .runBudget(100)
                .watch("steps done", late::get)
                .invariant("a stopped worker does no step", () -> late.get() == 0)
                .run(() -> together(later, later));
    }

    @Test
    void aLimitOfZeroAllowsNoStep() {
        assertThat(worker.run(0, () -> steps++)).as("steps returned").isZero();
        assertThat(steps).as("steps done").isZero();
    }

    @Test
    void stoppingOneWorkerStopsNoOther() {
        new StopFlag().stop();
        assertThat(worker.run(LIMIT, () -> steps++)).as("steps returned").isEqualTo(LIMIT);
    }

    @Test
    void anExceptionOfAStepReachesTheCaller() {
        for (Throwable failure : Failing.OF_EACH_SORT) {
            for (Consumer<StopFlag> before : List.<Consumer<StopFlag>>of(w -> {}, StopFlag::stop)) {
                StopFlag fresh = new StopFlag();
                steps = 0;
                assertThatThrownBy(
                                () ->
                                        fresh.run(
                                                LIMIT,
                                                () -> failInStepThree(fresh, before, failure)))
                        .as("what run() throws")
                        .isSameAs(failure);
                assertThat(steps).as("steps begun when step 3 throws %s", failure).isEqualTo(3);
            }
        }
    }

    private void failInStepThree(StopFlag fresh, Consumer<StopFlag> before, Throwable failure) {
        if (++steps == 3) {
            before.accept(fresh);
            Failing.with(failure);
        }
    }

    @Test
    void theInterruptStatusStaysAsItIs() {
        isLeftAloneBy("run()", () -> assertThat(worker.run(LIMIT, () -> {})).isEqualTo(LIMIT));
        isSharedBy("run()", step -> assertThat(worker.run(LIMIT, step)).isEqualTo(LIMIT));
        isLeftAloneBy(
                "run() that throws",
                () ->
                        Failing.ignored(
                                () -> worker.run(LIMIT, () -> Failing.with(new AssertionError()))));
        isLeftAloneBy("stop()", worker::stop);
        isLeftAloneBy("run() after stop()", () -> worker.run(LIMIT, () -> {}));
    }

    /** The lab reports fields that two threads use without a happens-before edge. */
    @CancelEverywhere
    void runAndStopHaveNoDataRace(Attempt attempt) {
        attempt.undisturbed()
                .run(
                        () -> {
                            Thread stopping = Thread.ofVirtual().start(() -> worker.stop());
                            Thread working =
                                    Thread.ofVirtual().start(() -> worker.run(LIMIT, () -> {}));
                            stopping.join();
                            working.join();
                        });
    }

    @Test
    void noHandleOrAtomicIsAccessedInPlainMode() throws IOException {
        assertThat(PlainModes.usedBy(StopFlag.class)).as(PlainModes.WHY).isEmpty();
    }

    @CancelEverywhere
    void runReturnsTheStepsDoneWheneverTheStopComes(Attempt attempt) {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger returned = new AtomicInteger();
        Runnable working = () -> returned.set(worker.run(LIMIT, () -> done.incrementAndGet()));
        attempt.undisturbed()
                .allInterleavings()
                .watch("steps done", done::get)
                .invariant("run() returns the steps done", () -> returned.get() == done.get())
                .run(
                        () -> {
                            Thread thread = Thread.ofVirtual().start(working);
                            worker.stop();
                            thread.join();
                        });
    }

    @CancelEverywhere
    void aStopIsPermanentWheneverItComes(Attempt attempt) {
        AtomicBoolean stopped = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        Runnable step = () -> late.addAndGet(stopped.get() ? 1 : 0);
        attempt.undisturbed()
                .allInterleavings()
                .invariant("after a stop at most one step begins", () -> late.get() <= 1)
                .invariant("a later run does no step", () -> worker.run(LIMIT, step) == 0)
                .run(
                        () -> {
                            Thread thread = Thread.ofVirtual().start(() -> worker.run(LIMIT, step));
                            worker.stop();
                            stopped.set(true);
                            thread.join();
                        });
    }
}
