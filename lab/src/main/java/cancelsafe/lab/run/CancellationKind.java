package cancelsafe.lab.run;

import cancelsafe.lab.Cancellable;
import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** How a test cancels its body, and at which calls. */
public sealed interface CancellationKind {
    /**
     * Whether a call of this kind, on {@code target} if it is a check, is a point for this kind.
     */
    boolean comesAt(CodeLocation.Kind kind, @Nullable Object target);

    /** What it is called where a test disturbs in several ways. */
    String name();

    /** Cancels {@code thread}. */
    void cancel(Thread thread);

    /** The ways to cancel, or to crash, at a point that has been visited. */
    default List<When> ways(PointVisit visit) {
        return visit.cancellations(!comesWhenSettled());
    }

    /** What a recovery is disturbed by, after the body was disturbed by this. */
    default CancellationKind inRecovery() {
        return this;
    }

    /** Whether it is the interrupt, which the body must not lose. */
    default boolean interrupts() {
        return false;
    }

    /** Whether it may also come late in a wait. */
    default boolean comesLate() {
        return interrupts();
    }

    /** Whether it is also given in moments in which every thread waits. */
    default boolean comesWhenSettled() {
        return false;
    }

    /** The interrupt of the thread that has reached the point. */
    record Interrupt() implements CancellationKind {
        @Override
        public String name() {
            return Cancel.INTERRUPT;
        }

        @Override
        public boolean comesAt(CodeLocation.Kind kind, @Nullable Object target) {
            return kind == CodeLocation.Kind.POINT || kind == CodeLocation.Kind.POLL;
        }

        @Override
        public void cancel(Thread thread) {
            thread.interrupt();
        }

        @Override
        public boolean interrupts() {
            return true;
        }
    }

    /** None at all: the body is left standing, at a point or at an operation on a file. */
    record Crash() implements CancellationKind {
        @Override
        public String name() {
            return "crash";
        }

        @Override
        public boolean comesAt(CodeLocation.Kind kind, @Nullable Object target) {
            return kind == CodeLocation.Kind.FILE || new Interrupt().comesAt(kind, target);
        }

        @Override
        public void cancel(Thread thread) {
            throw new IllegalStateException("a crash is not given to a thread");
        }

        @Override
        public List<When> ways(PointVisit visit) {
            return visit.crashes();
        }

        @Override
        public CancellationKind inRecovery() {
            return new InterruptOrCrash();
        }
    }

    /** What a recovery meets: one or the other. */
    record InterruptOrCrash() implements CancellationKind {
        @Override
        public String name() {
            return "interrupt or crash";
        }

        @Override
        public boolean comesAt(CodeLocation.Kind kind, @Nullable Object target) {
            return new Crash().comesAt(kind, target);
        }

        @Override
        public void cancel(Thread thread) {
            thread.interrupt();
        }

        @Override
        public List<When> ways(PointVisit visit) {
            List<When> ways = new ArrayList<>(visit.cancellations(true));
            ways.addAll(visit.crashes());
            return ways;
        }

        @Override
        public boolean interrupts() {
            return true;
        }
    }

    /** The cancellation of a token, at a check of that token. */
    record Token(Cancellable token) implements CancellationKind {
        @Override
        public String name() {
            return "token";
        }

        @Override
        public boolean comesAt(CodeLocation.Kind kind, @Nullable Object target) {
            return kind == CodeLocation.Kind.CHECK && target == token;
        }

        @Override
        public void cancel(Thread thread) {
            token.cancel();
        }
    }

    /** Something that the test does, on a thread of its own. */
    record Action(String name, Runnable action) implements CancellationKind {
        @Override
        public boolean comesAt(CodeLocation.Kind kind, @Nullable Object target) {
            return kind == CodeLocation.Kind.POINT || kind == CodeLocation.Kind.POLL;
        }

        @Override
        public void cancel(Thread thread) {
            action.run();
        }

        @Override
        public boolean comesLate() {
            return true;
        }

        @Override
        public boolean comesWhenSettled() {
            return true;
        }
    }
}
