package cancelsafe.lab.explore;

import cancelsafe.lab.run.CancellationKind;
import cancelsafe.lab.run.Cancellations;
import cancelsafe.lab.run.Given;
import cancelsafe.lab.run.WatchedValues;
import cancelsafe.lab.story.Story.Cancel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

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
    @Nullable Given faults;
    boolean allInterleavings;
    boolean timersToo;
    @Nullable String replay;
    boolean undisturbed;
    boolean crashes;
    @Nullable Callable<?> recovery;

    /** A sentence of the test, and what decides whether it holds. */
    record Invariant(String text, BooleanSupplier holds) {}

    /** All the ways in which it disturbs its body. */
    Cancellations cancellations() {
        return new Cancellations(cancellation, List.copyOf(others));
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
