package cancelsafe.lab;

import cancelsafe.lab.hook.Site;

import org.jspecify.annotations.Nullable;

/** What a test gives to cancel its body, and at which calls it can be given. */
sealed interface Signal {
    /**
     * Whether a call of this kind, on {@code target} if it is a check, is a point for this signal.
     */
    boolean comesAt(Site.Kind kind, @Nullable Object target);

    /** Gives it to {@code thread}. */
    void give(Thread thread);

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
