package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

/**
 * The calls that the weaver puts into code. Outside a run, and on threads that do not belong to it,
 * they do nothing.
 */
public final class Hook {
    private static volatile @Nullable Sink sink;

    private Hook() {}

    /** Directs the hooks to {@code run}, or to nothing. */
    public static void direct(@Nullable Sink run) {
        sink = run;
    }

    /** The run that the calling thread belongs to; null if there is none. */
    public static @Nullable Sink here() {
        Sink s = sink;
        return s != null && s.isHere() ? s : null;
    }

    /** The run that the calling thread belongs to or drives; null if there is none. */
    public static @Nullable Sink hereOrDriving() {
        Sink s = sink;
        return s != null && (s.isHere() || s.isDriver()) ? s : null;
    }

    /** Before a call that can be cancelled. */
    public static void point(int site) {
        Sink s = here();
        if (s != null) {
            s.point(site);
        }
    }

    /** Before a look at a token. */
    public static void check(Object signal, int site) {
        Sink s = here();
        if (s != null) {
            s.check(signal, site);
        }
    }

    /** After the call of a point, if it returned. */
    public static void passed(int site) {
        Sink s = here();
        if (s != null) {
            s.passed(site);
        }
    }

    /** At the start of a source line. */
    public static void line(int site) {
        Sink s = here();
        if (s != null) {
            s.line(site);
        }
    }

    /** Before an access to a field of {@code owner}, which is null for a static one. */
    public static void field(@Nullable Object owner, int site) {
        Sink s = here();
        if (s != null) {
            s.step(owner, -1, site);
        }
    }

    /** Before an access to an element. */
    public static void element(Object array, int index, int site) {
        Sink s = here();
        if (s != null) {
            s.step(array, index, site);
        }
    }

    /** Before a call that reads or changes a collection of {@code java.util}. */
    public static void collection(Object collection, int site) {
        Sink s = here();
        if (s != null) {
            s.collection(collection, site);
        }
    }

    /** Before a call, or at the start of a handler, where the order of the threads matters. */
    public static void step(int site) {
        Sink s = here();
        if (s != null) {
            s.step(null, -1, site);
        }
    }

    /** At the start of an exception handler: what was thrown may have come from anywhere. */
    public static void handler(int site) {
        Sink s = here();
        if (s != null) {
            s.step(null, -1, site);
            s.synced(null);
        }
    }

    /** Before and after a call of a method of {@code receiver}, null for a static one. */
    public static void called(@Nullable Object receiver) {
        Sink s = here();
        if (s != null) {
            s.called(receiver);
        }
    }

    /** Before and after a use of something that orders threads. */
    public static void synced(@Nullable Object by) {
        Sink s = here();
        if (s != null) {
            s.synced(by);
        }
    }

    /** Before a jump back. */
    public static void loop(int site) {
        Sink s = here();
        if (s != null) {
            s.loop(site);
        }
    }

    /** Before a call that the lab does not control. */
    public static void refuse(int site, String instead) {
        Sink s = here();
        if (s != null) {
            s.refuse(site, instead);
        }
    }
}
