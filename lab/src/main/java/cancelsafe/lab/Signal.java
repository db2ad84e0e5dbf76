package cancelsafe.lab;

import cancelsafe.lab.Story.When;
import cancelsafe.lab.hook.Site;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** What a test gives to cancel its body, and at which calls it can be given. */
sealed interface Signal {
    /**
     * Whether a call of this kind, on {@code target} if it is a check, is a point for this signal.
     */
    boolean comesAt(Site.Kind kind, @Nullable Object target);

    /** Gives it to {@code thread}. */
    void give(Thread thread);

    /** The ways to give it, or to crash, at a point that has been passed. */
    default List<When> ways(Passage passage) {
        return passage.cancellations(!comesWhenSettled());
    }

    /** What a recovery is disturbed by, after the body was disturbed by this. */
    default Signal inRecovery() {
        return this;
    }

    /** Whether it is the interrupt, which the body must not lose. */
    default boolean interrupts() {
        return false;
    }

    /** Whether it is also given in moments in which every thread waits. */
    default boolean comesWhenSettled() {
        return false;
    }

    /** The interrupt of the thread that has reached the point. */
    record Interrupt() implements Signal {
        @Override
        public boolean comesAt(Site.Kind kind, @Nullable Object target) {
            return kind == Site.Kind.POINT || kind == Site.Kind.POLL;
        }

        @Override
        public void give(Thread thread) {
            thread.interrupt();
        }

        @Override
        public boolean interrupts() {
            return true;
        }
    }

    /** None at all: the body is left standing, at a point or at an operation on a file. */
    record Crash() implements Signal {
        @Override
        public boolean comesAt(Site.Kind kind, @Nullable Object target) {
            return kind == Site.Kind.FILE || new Interrupt().comesAt(kind, target);
        }

        @Override
        public void give(Thread thread) {
            throw new IllegalStateException("nobody gives a crash");
        }

        @Override
        public List<When> ways(Passage passage) {
            return passage.crashes();
        }

        @Override
        public Signal inRecovery() {
            return new InterruptOrCrash();
        }
    }

    /** What a recovery meets: one or the other. */
    record InterruptOrCrash() implements Signal {
        @Override
        public boolean comesAt(Site.Kind kind, @Nullable Object target) {
            return new Crash().comesAt(kind, target);
        }

        @Override
        public void give(Thread thread) {
            thread.interrupt();
        }

        @Override
        public List<When> ways(Passage passage) {
            List<When> ways = new ArrayList<>(passage.cancellations(true));
            ways.addAll(passage.crashes());
            return ways;
        }

        @Override
        public boolean interrupts() {
            return true;
        }
    }

    /** The cancellation of a token, at a check of that token. */
    record Token(Cancellable token) implements Signal {
        @Override
        public boolean comesAt(Site.Kind kind, @Nullable Object target) {
            return kind == Site.Kind.CHECK && target == token;
        }

        @Override
        public void give(Thread thread) {
            token.cancel();
        }
    }

    /** Something that the test does, on a thread of its own. */
    record Action(String name, Runnable action) implements Signal {
        @Override
        public boolean comesAt(Site.Kind kind, @Nullable Object target) {
            return kind == Site.Kind.POINT || kind == Site.Kind.POLL;
        }

        @Override
        public void give(Thread thread) {
            action.run();
        }

        @Override
        public boolean comesWhenSettled() {
            return true;
        }
    }
}
