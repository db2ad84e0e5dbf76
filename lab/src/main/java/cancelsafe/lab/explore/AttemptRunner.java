package cancelsafe.lab.explore;

import cancelsafe.lab.Outcome;
import cancelsafe.lab.monitor.CrashDisk;
import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Cancellations;
import cancelsafe.lab.run.FaultSources;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WatchedValues.Reading;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;
import cancelsafe.lab.story.Story.Cancel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;

/** Runs the body of one attempt, and the recovery if there is one, and judges what came of it. */
final class AttemptRunner {
    /** The hooks know one run at a time. */
    private static final ReentrantLock ONE_RUN = new ReentrantLock();

    private final Plan plan;
    private final TestSpec spec;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Run> recoveries = new ArrayList<>();
    private final List<Promise> promises = new ArrayList<>();
    private final @Nullable CrashDisk disk;
    private final Run run;

    AttemptRunner(Plan plan, TestSpec spec) {
        this.plan = plan;
        this.spec = spec;
        disk = spec.crashes ? new CrashDisk() : null;
        run =
                new Run(
                        plan,
                        spec.cancellations(),
                        spec.onlyThread,
                        this::reading,
                        disk,
                        spec.faults);
    }

    /** Ends the test method of an attempt whose body has no end to make assertions about. */
    static final class NothingToAssert extends Error {
        private static final long serialVersionUID = 1;

        NothingToAssert() {
            super("the body did not end", null, false, false);
        }
    }

    /** Ends the test method of an attempt in which a promise is broken. */
    static final class PromiseBroken extends AssertionError {
        private static final long serialVersionUID = 1;

        PromiseBroken(String text) {
            super(text);
        }
    }

    /** Runs {@code body}, then the recovery of the test if the body was disturbed. */
    AttemptResult run(Callable<?> body) {
        ONE_RUN.lock();
        try {
            runBody(body);
            if (spec.recovery != null && run.isDisturbed()) {
                recover(spec.recovery);
            }
            if (spec.again && run.bodyWasInterrupted() && run.isDisturbed()) {
                useAgain(body);
            }
        } finally {
            ONE_RUN.unlock();
        }
        List<String> at =
                readings.size() > 2 ? readings.get(readings.size() - 2).seen() : List.of();
        return new AttemptResult(
                run,
                List.copyOf(recoveries),
                plan.search().interleavesThreads() ? plan.search().encode() : "",
                spec.watched.names(),
                new Story.Values(readings.getFirst().seen(), at, readings.getLast().seen()),
                List.copyOf(promises),
                null,
                null);
    }

    private void runBody(Callable<?> body) {
        run.whileDirected(
                () -> {
                    run.observeAtRest();
                    run.run("body", body);
                    if (spec.recovery == null || !run.isDisturbed()) {
                        judge(run);
                        run.observeAtRest();
                    }
                    run.release();
                });
    }

    private void recover(Callable<?> recovery) {
        for (Plan each : plan.recoveries()) {
            Run next =
                    new Run(
                            each,
                            Cancellations.of(spec.cancellation.inRecovery()),
                            "",
                            this::reading,
                            disk,
                            FaultSources.none(""));
            recoveries.add(next);
            boolean isLast = each.cancels().isEmpty();
            next.whileDirected(
                    () -> {
                        next.run("recovery", recovery);
                        if (isLast) {
                            judge(next);
                            next.observeAtRest();
                        }
                        next.release();
                    });
        }
    }

    /** The same body, on the same objects, with nothing that disturbs it. */
    private void useAgain(Callable<?> body) {
        Run next =
                new Run(
                        Plan.ofNothing(),
                        Cancellations.of(spec.cancellation),
                        "",
                        () -> spec.watched.new Reading(),
                        null,
                        FaultSources.none(""));
        next.whileDirected(
                () -> {
                    next.run("again", body);
                    List<Promise> invariants =
                            next.end() instanceof RunEnd.Finished
                                    ? spec.invariants.stream().map(i -> judge(next, i)).toList()
                                    : List.of();
                    promises.add(new Again(next, plan.undisturbed()).promise(invariants));
                    next.release();
                });
    }

    private Reading reading() {
        Reading reading = spec.watched.new Reading();
        readings.add(reading);
        return reading;
    }

    private void judge(Run last) {
        if (last.end().isJudged()) {
            for (TestSpec.Invariant invariant : spec.invariants) {
                promises.add(blamed(judge(last, invariant)));
            }
        }
        promises.addAll(new Obligations(run, spec.cancellation, spec.waivers, plan).promises());
        if (isBesideTheTest()) {
            promises.removeIf(p -> p.kind() != PromiseKind.CANCELLATION_KEPT);
        }
        List<Plan> plans = plan.recoveries();
        for (int i = 0; i < recoveries.size(); i++) {
            promises.addAll(
                    new Obligations(
                                    recoveries.get(i),
                                    spec.cancellation.inRecovery(),
                                    spec.waivers,
                                    plans.get(i))
                            .promisesOfRecovery());
        }
    }

    /**
     * Whether it is interrupted although the test speaks of other cancellations: then nothing is
     * asked but that the interrupt is not lost.
     */
    private boolean isBesideTheTest() {
        return plan.fault() == null
                && plan.cancels().contains(Cancel.ON_ENTRY)
                && !spec.cancellation.interrupts();
    }

    /** A promise that is broken after a crash may be so by what the crash has lost. */
    private Promise blamed(Promise promise) {
        return promise.kept() || disk == null || disk.damage().isEmpty()
                ? promise
                : promise.because(disk.damage());
    }

    private static Promise judge(Run run, TestSpec.Invariant invariant) {
        Promise[] judged = {invariant.broken("it waits for ever")};
        run.observeAtRest(() -> judged[0] = judged(invariant));
        return judged[0];
    }

    private static Promise judged(TestSpec.Invariant invariant) {
        try {
            String contradiction = invariant.contradiction().get();
            return contradiction == null ? invariant.kept() : invariant.broken(contradiction);
        } catch (RuntimeException | Error e) {
            return invariant.broken(e.toString());
        }
    }

    /**
     * What the test method may make assertions about.
     *
     * @throws PromiseBroken if a promise is broken
     * @throws NothingToAssert if the body did not end
     */
    @SuppressWarnings("unchecked") // the body is the one that returns T
    <T> Outcome<T> outcome() {
        for (Promise promise : promises) {
            if (!promise.kept()) {
                throw new PromiseBroken(promise.text());
            }
        }
        boolean isOfTest = plan.fault() == null && !isBesideTheTest();
        if (!isOfTest || !(run.end() instanceof RunEnd.Finished finished)) {
            throw new NothingToAssert();
        }
        return new Outcome<>(
                run.isCancelled(), (T) finished.value(), finished.thrown(), finished.interrupted());
    }
}
