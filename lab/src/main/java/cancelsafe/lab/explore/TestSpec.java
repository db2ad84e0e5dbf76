package cancelsafe.lab.explore;

import cancelsafe.lab.History;
import cancelsafe.lab.run.CancellationKind;
import cancelsafe.lab.run.Cancellations;
import cancelsafe.lab.run.FaultSources;
import cancelsafe.lab.run.WatchedValues;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story.Cancel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What a test has said of its attempt before the body runs. */
final class TestSpec {
    final WatchedValues watched = new WatchedValues();
    final List<Invariant> invariants = new ArrayList<>();
    final Waivers waivers = new Waivers();
    final SearchLimits limits = new SearchLimits();
    CancellationKind cancellation = new CancellationKind.Interrupt();
    final List<CancellationKind> others = new ArrayList<>();
    String onlyThread = "";
    boolean pairs;
    int interrupts = 2;
    boolean again;
    boolean lateReturns;
    FaultSources faults;
    boolean allInterleavings;
    boolean timersToo;
    @Nullable String replay;
    boolean undisturbed;
    boolean crashes;
    @Nullable Callable<?> recovery;

    /** Of a test whose outermost class has this binary name. */
    TestSpec(String testClass) {
        faults = FaultSources.none(testClass);
    }

    /**
     * What the test says must hold afterwards.
     *
     * @param kind of the promise
     * @param subject the sentence of the test, where the kind has none
     * @param contradiction what speaks against it; null if it holds
     */
    record Invariant(PromiseKind kind, String subject, Supplier<@Nullable String> contradiction) {
        static Invariant of(String text, BooleanSupplier holds) {
            return new Invariant(
                    PromiseKind.INVARIANT, text, () -> holds.getAsBoolean() ? null : "");
        }

        static Invariant of(History<?> history) {
            return new Invariant(PromiseKind.LINEARIZABLE, "", history::contradiction);
        }

        Promise kept() {
            return Promise.ofTest(kind, subject, "", true);
        }

        /** Broken, and why; the reason may be empty. */
        Promise broken(String why) {
            boolean isPlain = why.isEmpty() || subject.isEmpty();
            return Promise.ofTest(kind, subject, isPlain ? why : ": " + why, false);
        }
    }

    /**
     * Refuses calls that exclude each other, so that no test tries less than it says.
     *
     * @throws IllegalStateException if it has made two of them
     */
    void requireCombination() {
        if (undisturbed && (!others.isEmpty() || !isInterrupt() || pairs || again)) {
            throw new IllegalStateException(
                    "undisturbed() cancels nothing: use it with no action, no token, no crashes()"
                            + " and no andInterrupt(), and not with inPairs(), interrupts(n) or"
                            + " again()");
        }
        if (undisturbed && waivers.noPointAfter) {
            throw new IllegalStateException(
                    "undisturbed() cancels nothing, so there is no point after a cancellation:"
                            + " leave noPointAfter() out");
        }
        if (again && !cancellation.interrupts()) {
            throw new IllegalStateException(
                    "again() is for interrupts only: a token or an action cannot be undone");
        }
        if (interrupts > 2 && !cancellation.interrupts()) {
            throw new IllegalStateException(
                    "interrupts(n) is for interrupts only: to use a token or an action twice, call"
                            + " inPairs()");
        }
        if (crashes && !others.isEmpty()) {
            throw new IllegalStateException(
                    "after a crash nothing runs that could be disturbed: combine crashes() with"
                            + " no action and no token");
        }
    }

    private boolean isInterrupt() {
        return cancellation instanceof CancellationKind.Interrupt;
    }

    /** All the ways in which it disturbs its body. */
    Cancellations cancellations() {
        return new Cancellations(cancellation, List.copyOf(others), !undisturbed);
    }

    /** Whether this is the interrupt that comes only besides what the test cancels with. */
    boolean isBesides(Cancel cancel) {
        return !others.isEmpty() && cancel.what().equals(Cancel.INTERRUPT);
    }

    /** Whether the thread that runs the body is interrupted, as far as the test says. */
    boolean interruptsBody() {
        return cancellation.interrupts() && !undisturbed && onlyThread.isEmpty();
    }

    /** Whether the test asks for other schedules than the expected one. */
    boolean wantsSchedules() {
        return allInterleavings || replay != null;
    }
}
