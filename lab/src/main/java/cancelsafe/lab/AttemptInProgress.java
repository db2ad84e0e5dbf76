package cancelsafe.lab;

import cancelsafe.lab.Story.Promise;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.Sink;
import cancelsafe.lab.schedule.Choices;
import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One attempt: what the test has said so far, and, once the body has run, what came of it. */
final class AttemptInProgress implements Attempt {
    /** The hooks know one run at a time. */
    private static final ReentrantLock ONE_RUN = new ReentrantLock();

    private final Plan plan;
    private final Watches watches = new Watches();
    private final List<Invariant> invariants = new ArrayList<>();
    private final Terms terms = new Terms();
    private Signal signal = new Signal.Interrupt();
    private String onlyThread = "";
    private boolean inPairs;
    private boolean inEveryOrder;
    private boolean timersToo;
    private @Nullable String onlyOrder;
    private boolean undisturbed;
    private boolean crashes;
    private @Nullable Callable<?> recovery;
    private @Nullable Result record;
    private @Nullable Outcome<?> outcome;

    AttemptInProgress(Plan plan) {
        this.plan = plan;
    }

    private record Invariant(String text, BooleanSupplier holds) {}

    /**
     * What came of the attempt's run, which went in this order, empty if in the expected one, and
     * of the recoveries after it.
     */
    record Result(
            Run run,
            List<Run> recoveries,
            String order,
            List<String> watch,
            Story.Values values,
            List<Promise> promises) {}

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

    @Override
    public Attempt watch(String name, Supplier<?> value) {
        watches.add(name, value);
        return this;
    }

    @Override
    public Attempt invariant(String text, BooleanSupplier holds) {
        invariants.add(new Invariant(text, holds));
        return this;
    }

    @Override
    public Attempt token(Cancellable token) {
        signal = new Signal.Token(token);
        return this;
    }

    @Override
    public Attempt action(String name, Runnable action) {
        signal = new Signal.Action(name, action);
        return this;
    }

    @Override
    public Attempt crashes() {
        signal = new Signal.Crash();
        crashes = true;
        return this;
    }

    @Override
    public Attempt recovery(Body body) {
        mustBeWoven(body);
        recovery = callable(body);
        return this;
    }

    @Override
    public Attempt onThread(String name) {
        onlyThread = name;
        return this;
    }

    @Override
    public Attempt inPairs() {
        inPairs = true;
        return this;
    }

    @Override
    public Attempt inEveryOrder() {
        inEveryOrder = true;
        return this;
    }

    @Override
    public Attempt inEveryOrderOfTimersToo() {
        timersToo = true;
        return inEveryOrder();
    }

    @Override
    public Attempt inOrder(String order) {
        Choices.only(order, false); // complains here, not later
        onlyOrder = order;
        return this;
    }

    @Override
    public Attempt undisturbed() {
        undisturbed = true;
        return this;
    }

    @Override
    public Attempt atLeastOnePoint() {
        terms.atLeastOnePoint = true;
        return this;
    }

    @Override
    public Attempt noPointAfter() {
        terms.noPointAfter = true;
        return this;
    }

    @Override
    public Attempt mayAbsorb(String why) {
        terms.mayAbsorb = given(why);
        return this;
    }

    @Override
    public Attempt mayLeaveThreads(String why) {
        terms.mayLeaveThreads = given(why);
        return this;
    }

    @Override
    public Attempt mayLeaveOpen(String why) {
        terms.mayLeaveOpen = given(why);
        return this;
    }

    @Override
    public Attempt mayHold(String why) {
        terms.mayHold = given(why);
        return this;
    }

    private static boolean given(String why) {
        if (why.isBlank()) {
            throw new IllegalArgumentException("a promise is given up for a reason: say which");
        }
        return true;
    }

    @Override
    public Attempt cancelledBy(Class<? extends Throwable> type) {
        terms.carriers.add(type);
        return this;
    }

    @Override
    public void settle() {
        Sink run = Hook.here();
        if (run == null) {
            throw new IllegalStateException("only a thread of a run can settle");
        }
        run.settle();
    }

    /** Whether the test asks for other orders of the threads than the expected one. */
    boolean wantsOrders() {
        return inEveryOrder || wantsOneOrder();
    }

    /** Every order with so many surprises, as far as the test asks for them. */
    Choices orders(int surprises) {
        return onlyOrder == null
                ? Choices.ofThreads(surprises, timersToo)
                : Choices.only(onlyOrder, timersToo);
    }

    /** Whether the test asks for one order alone. */
    boolean wantsOneOrder() {
        return onlyOrder != null;
    }

    /** Whether the test asks for no cancellation. */
    boolean wantsPeace() {
        return undisturbed;
    }

    /** Whether the test asks for a second cancellation after every first. */
    boolean wantsPairs() {
        return inPairs;
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

    /** What came of the run; null if the test method never ran a body. */
    @Nullable Result record() {
        return record;
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
                            + ", so it cannot see where that can be cancelled; it weaves classes"
                            + " that were compiled into a folder and are loaded after the lab's"
                            + " agent");
        }
    }

    private <T> Outcome<T> explore(Callable<?> body) {
        if (Hook.here() != null) {
            throw new IllegalStateException(
                    "a body cannot start the lab: one exploration is going on already");
        }
        if (record != null) {
            throw new IllegalStateException("an attempt runs one body; this is the second");
        }
        ONE_RUN.lock();
        try {
            return judged(body);
        } finally {
            ONE_RUN.unlock();
        }
    }

    private <T> Outcome<T> judged(Callable<?> body) {
        List<Watches.Look> looks = new ArrayList<>();
        Supplier<Watches.Look> look = () -> look(looks);
        Disk disk = crashes ? new Disk() : null;
        Run run = new Run(plan, signal, onlyThread, look, disk);
        List<Run> recoveries = new ArrayList<>();
        List<Promise> promises = new ArrayList<>();
        run.whileDirected(
                () -> {
                    run.lookAtRest();
                    run.run("body", body);
                    if (recovery == null || !run.isDisturbed()) {
                        promises.addAll(judge(run, run, recoveries, disk));
                        run.lookAtRest();
                    }
                    run.letGo();
                });
        Callable<?> again = recovery;
        if (again != null && run.isDisturbed()) {
            for (Plan each : plan.recoveries()) {
                Run next = new Run(each, signal.inRecovery(), "", look, disk);
                recoveries.add(next);
                boolean isLast = each.cancels().isEmpty();
                next.whileDirected(
                        () -> {
                            next.run("recovery", again);
                            if (isLast) {
                                promises.addAll(judge(next, run, recoveries, disk));
                                next.lookAtRest();
                            }
                            next.letGo();
                        });
            }
        }
        List<String> end = looks.getLast().seen();
        List<String> at = looks.size() > 2 ? looks.get(looks.size() - 2).seen() : List.of();
        record =
                new Result(
                        run,
                        List.copyOf(recoveries),
                        plan.choices().concernThreads() ? plan.choices().spoken() : "",
                        watches.names(),
                        new Story.Values(looks.getFirst().seen(), at, end),
                        List.copyOf(promises));
        return outcome(run, promises);
    }

    private Watches.Look look(List<Watches.Look> looks) {
        Watches.Look look = watches.new Look();
        looks.add(look);
        return look;
    }

    /** A promise that is broken after a crash may be so by what the crash has lost. */
    private static Promise blaming(@Nullable Disk disk, Promise promise) {
        return promise.kept() || disk == null || disk.damage().isEmpty()
                ? promise
                : new Promise(promise.text() + ": " + disk.damage(), false);
    }

    private List<Promise> judge(Run last, Run run, List<Run> recoveries, @Nullable Disk disk) {
        List<Promise> promises = new ArrayList<>();
        if (last.ending() instanceof Ending.Finished || last.ending() instanceof Ending.Crashed) {
            for (Invariant invariant : invariants) {
                promises.add(blaming(disk, judge(last, invariant)));
            }
        }
        promises.addAll(new Owed(run, signal, terms, plan).promises());
        List<Plan> plans = plan.recoveries();
        for (int i = 0; i < recoveries.size(); i++) {
            promises.addAll(
                    new Owed(recoveries.get(i), signal.inRecovery(), terms, plans.get(i))
                            .promisesOfRecovery());
        }
        return promises;
    }

    private static Promise judge(Run run, Invariant invariant) {
        Promise[] judged = {new Promise(invariant.text + ": it waits for ever", false)};
        run.observeAtRest(() -> judged[0] = judged(invariant));
        return judged[0];
    }

    private static Promise judged(Invariant invariant) {
        try {
            return new Promise(invariant.text, invariant.holds.getAsBoolean());
        } catch (RuntimeException | Error e) {
            return new Promise(invariant.text + ": " + e, false);
        }
    }

    @SuppressWarnings("unchecked") // the body is the one that returns T
    private <T> Outcome<T> outcome(Run run, List<Promise> promises) {
        for (Promise promise : promises) {
            if (!promise.kept()) {
                throw new PromiseBroken(promise.text());
            }
        }
        if (!(run.ending() instanceof Ending.Finished finished)) {
            throw new NothingToAssert();
        }
        Outcome<T> ended =
                new Outcome<>(
                        !run.delivered().isEmpty(),
                        (T) finished.value(),
                        finished.thrown(),
                        finished.interrupted());
        outcome = ended;
        return ended;
    }
}
