package cancelsafe.lab.explore;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.Body;
import cancelsafe.lab.Cancellable;
import cancelsafe.lab.History;
import cancelsafe.lab.Outcome;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.RuntimeListener;
import cancelsafe.lab.run.CancellationKind;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.schedule.Replay;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One attempt: what the test says of it, and, once the body has run, what came of it. */
final class AttemptInProgress implements Attempt {
    private final Plan plan;
    private final TestSpec spec;
    private @Nullable AttemptResult result;
    private @Nullable Outcome<?> outcome;

    AttemptInProgress(Plan plan, Class<?> testClass) {
        this.plan = plan;
        spec = new TestSpec(testClass.getName());
    }

    @Override
    public Attempt watch(String name, Supplier<?> value) {
        spec.watched.add(name, value);
        return this;
    }

    @Override
    public Attempt invariant(String text, BooleanSupplier holds) {
        spec.invariants.add(TestSpec.Invariant.of(text, holds));
        return this;
    }

    @Override
    public Attempt linearizable(History<?> history) {
        spec.invariants.add(TestSpec.Invariant.of(history));
        return this;
    }

    @Override
    public Attempt token(Cancellable token) {
        return disturbedBy(new CancellationKind.Token(token));
    }

    @Override
    public Attempt action(String name, Runnable action) {
        return disturbedBy(new CancellationKind.Action(name, action));
    }

    /** The first takes the place of the interrupt, each other one comes besides. */
    private Attempt disturbedBy(CancellationKind kind) {
        if (spec.cancellation instanceof CancellationKind.Interrupt) {
            spec.cancellation = kind;
        } else {
            besides(kind);
        }
        return this;
    }

    @Override
    public Attempt andInterrupt() {
        besides(new CancellationKind.Interrupt());
        return this;
    }

    private void besides(CancellationKind kind) {
        if (spec.cancellations().all().stream().anyMatch(k -> k.name().equals(kind.name()))) {
            throw new IllegalArgumentException(
                    "two disturbances of one test have the name \"%s\"".formatted(kind.name()));
        }
        spec.others.add(kind);
    }

    @Override
    public Attempt crashes() {
        spec.crashes = true;
        return disturbedBy(new CancellationKind.Crash());
    }

    @Override
    public Attempt recovery(Body body) {
        mustBeWoven(body);
        spec.recovery = callable(body);
        return this;
    }

    @Override
    public Attempt onThread(String name) {
        spec.onlyThread = name;
        return this;
    }

    @Override
    public Attempt inPairs() {
        spec.pairs = true;
        return this;
    }

    @Override
    public Attempt interrupts(int most) {
        if (most < 2) {
            throw new IllegalArgumentException(
                    most + " is less than 2; a single interrupt is the default");
        }
        spec.interrupts = most;
        return inPairs();
    }

    @Override
    public Attempt again() {
        spec.again = true;
        return this;
    }

    @Override
    public Attempt lateReturns() {
        spec.lateReturns = true;
        return this;
    }

    @Override
    public Attempt withFaults(Class<?>... given) {
        spec.faults = spec.faults.andCalls(List.of(given));
        return this;
    }

    @Override
    public Attempt withFileFaults() {
        spec.faults = spec.faults.andFiles();
        return this;
    }

    @Override
    public Attempt allInterleavings() {
        spec.allInterleavings = true;
        return this;
    }

    @Override
    public Attempt allInterleavingsAndTimers() {
        spec.timersToo = true;
        return allInterleavings();
    }

    @Override
    public Attempt delayBound(int delays) {
        spec.limits.delays = notNegative(delays);
        return allInterleavings();
    }

    @Override
    public Attempt runBudget(int runs) {
        spec.limits.budget(notNegative(runs));
        return allInterleavings();
    }

    @Override
    public Attempt randomSeed(long seed) {
        spec.limits.seed = seed;
        return allInterleavings();
    }

    private static int notNegative(int number) {
        if (number < 0) {
            throw new IllegalArgumentException(number + " is less than 0");
        }
        return number;
    }

    @Override
    public Attempt replay(String schedule) {
        var _ = new Replay(schedule, false); // complains here, not later
        spec.replay = schedule;
        return this;
    }

    @Override
    public Attempt undisturbed() {
        spec.undisturbed = true;
        return this;
    }

    @Override
    public Attempt atLeastOnePoint() {
        spec.waivers.atLeastOnePoint = true;
        return this;
    }

    @Override
    public Attempt noPointAfter() {
        spec.waivers.noPointAfter = true;
        return this;
    }

    @Override
    public Attempt mayAbsorb(String why) {
        spec.waivers.mayAbsorb = given(why);
        return this;
    }

    @Override
    public Attempt mayLeaveThreads(String why) {
        spec.waivers.mayLeaveThreads = given(why);
        return this;
    }

    @Override
    public Attempt mayLeaveOpen(String why) {
        spec.waivers.mayLeaveOpen = given(why);
        return this;
    }

    @Override
    public Attempt mayHold(String why) {
        spec.waivers.mayHold = given(why);
        return this;
    }

    @Override
    public Attempt mayWaitForever(String why) {
        spec.waivers.mayWaitForever = given(why);
        return this;
    }

    @Override
    public Attempt mayInterruptItself(String why) {
        spec.waivers.mayInterruptItself = given(why);
        return this;
    }

    @Override
    public Attempt mayHideFailures(String why) {
        spec.waivers.mayHideFailures = given(why);
        return this;
    }

    private static boolean given(String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("give the reason why this promise is waived");
        }
        return true;
    }

    @Override
    public Attempt cancelledBy(Class<? extends Throwable> type) {
        spec.waivers.carriers.add(type);
        return this;
    }

    @Override
    public void settle() {
        RuntimeListener run = Hook.here();
        if (run == null) {
            throw new IllegalStateException("only a thread of a run may call settle()");
        }
        run.services().settle();
    }

    @Override
    public Outcome<Void> run(Body body) {
        mustBeWoven(body);
        return explore(callable(body));
    }

    private static Callable<?> callable(Body body) {
        return () -> {
            try {
                body.run();
            } catch (Exception | Error e) {
                throw e;
            } catch (Throwable t) {
                throw new AssertionError(t);
            }
            return null;
        };
    }

    @Override
    public <T> Outcome<T> call(Callable<T> body) {
        mustBeWoven(body);
        return explore(body);
    }

    /** What the test has said. */
    TestSpec spec() {
        return spec;
    }

    /** What came of the run; null if the test method never ran a body. */
    @Nullable AttemptResult result() {
        return result;
    }

    /** What the body threw without the test's asking how it ended; null if there is nothing. */
    @Nullable Throwable overlooked() {
        Outcome<?> ended = outcome;
        return ended == null || ended.isKnown() ? null : ended.thrown().orElse(null);
    }

    private static void mustBeWoven(Object body) {
        String host = Weaver.host(body.getClass().getName());
        if (!Weaver.hasWoven(host)) {
            throw new IllegalStateException(
                    "the lab has not woven "
                            + host
                            + ", so it cannot see where to cancel this class; it weaves classes"
                            + " that were compiled into a folder and are loaded after the lab's"
                            + " agent");
        }
    }

    private <T> Outcome<T> explore(Callable<?> body) {
        if (Hook.here() != null) {
            throw new IllegalStateException(
                    "a body cannot start the lab: one exploration is going on already");
        }
        if (result != null) {
            throw new IllegalStateException("an attempt runs one body; this is the second");
        }
        spec.requireCombination();
        AttemptRunner runner = new AttemptRunner(plan, spec);
        result = runner.run(body);
        Outcome<T> ended = runner.outcome();
        outcome = ended;
        return ended;
    }
}
