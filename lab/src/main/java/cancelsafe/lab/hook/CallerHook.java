package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

/**
 * The calls that the weaver puts into a library that is judged on real threads. They do nothing but
 * on the one thread that is to be cancelled.
 */
public final class CallerHook {
    private static volatile @Nullable Caller caller;

    private CallerHook() {}

    /** The thread that is to be cancelled, and what it does where the hooks are. */
    public interface Caller {
        /** Whether the calling thread is the one. */
        boolean isHere();

        /** The thread is about to make a call that can be cancelled. */
        void point(int site);

        /** The thread has caught an {@link InterruptedException}. */
        void caught(int site);
    }

    /** Directs the hooks to {@code next}, or to nothing. */
    public static void direct(@Nullable Caller next) {
        caller = next;
    }

    /** Before a call that can be cancelled. */
    public static void point(int site) {
        Caller c = caller;
        if (c != null && c.isHere()) {
            c.point(site);
        }
    }

    /** At the start of a handler that may have caught an {@link InterruptedException}. */
    public static void caught(Object thrown, int site) {
        Caller c = caller;
        if (c != null && thrown instanceof InterruptedException && c.isHere()) {
            c.caught(site);
        }
    }
}
