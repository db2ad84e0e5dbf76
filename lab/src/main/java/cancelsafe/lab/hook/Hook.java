package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Map;

/**
 * The calls that the weaver puts into code. Outside a run, and on threads that do not belong to it,
 * they do nothing.
 */
public final class Hook {
    private static volatile @Nullable RuntimeListener listener;

    private Hook() {}

    /** Directs the hooks to {@code run}, or to nothing. */
    public static void direct(@Nullable RuntimeListener run) {
        listener = run;
    }

    /** The run that the calling thread belongs to; null if there is none. */
    public static @Nullable RuntimeListener here() {
        RuntimeListener s = listener;
        return s != null && s.isHere() ? s : null;
    }

    /** The run that the calling thread belongs to or drives; null if there is none. */
    public static @Nullable RuntimeListener hereOrDriving() {
        RuntimeListener s = listener;
        return s != null && (s.isHere() || s.isDriver()) ? s : null;
    }

    /** Before a call that can be cancelled. */
    public static void point(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.points().point(site);
        }
    }

    /** Before a look at a token. */
    public static void check(Object signal, int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.points().check(signal, site);
        }
    }

    /** After the call of a point, if it returned. */
    public static void passed(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.points().passed(site);
        }
    }

    /** The same, of a call with a time limit, which may return late. */
    public static void passedInTime(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.allowances().returns(site);
            s.points().passed(site);
        }
    }

    /** At the start of a source line. */
    public static void line(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.points().line(site);
        }
    }

    /** Before an access to a field of {@code owner}; there is none if that is null. */
    public static void field(@Nullable Object owner, Class<?> referenced, int site) {
        RuntimeListener s = here();
        if (s != null && owner != null) {
            s.memory().field(owner, referenced, site);
        }
    }

    /** Before an access to a static field. */
    public static void staticField(Class<?> referenced, int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.memory().field(null, referenced, site);
        }
    }

    /** Before an access to an element; there is none if {@code array} is null. */
    public static void element(@Nullable Object array, int index, int site) {
        RuntimeListener s = here();
        if (s != null && array != null) {
            s.memory().element(array, index, site);
        }
    }

    /** Before and after an access through {@code handle}; there is none if that is null. */
    public static void indirect(@Nullable Object handle, @Nullable Object first, int index) {
        RuntimeListener s = here();
        if (s != null && handle != null) {
            s.memory().indirect(handle, first, index);
        }
    }

    /** Before a call that reads or changes {@code used}, if that is a collection or a map. */
    public static void collection(@Nullable Object used, int site) {
        RuntimeListener s = here();
        if (s != null && (used instanceof Collection || used instanceof Map)) {
            s.memory().collection(used, site);
        }
    }

    /** Before a call, or at the start of a handler, where the order of the threads matters. */
    public static void step(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.memory().step(site);
        }
    }

    /** At the start of an exception handler: what was thrown may have come from anywhere. */
    public static void handler(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.memory().step(site);
            s.memory().synced(null);
        }
    }

    /** Before and after a call of a method of {@code receiver}, null for a static one. */
    public static void called(@Nullable Object receiver) {
        RuntimeListener s = here();
        if (s != null) {
            s.memory().called(receiver);
        }
    }

    /** Before and after a use of something that orders threads. */
    public static void synced(@Nullable Object by) {
        RuntimeListener s = here();
        if (s != null) {
            s.memory().synced(by);
        }
    }

    /** Before a call of a method of {@code receiver}, which may fail; there is none of null. */
    public static void given(@Nullable Object receiver, int site, String declared) {
        RuntimeListener s = here();
        if (s != null && receiver != null) {
            s.given().calls(receiver, site, declared);
        }
    }

    /** Before a call that may return, or fail, without a reason: whether it does so now. */
    public static boolean allows(int site) {
        RuntimeListener s = here();
        return s != null && s.allowances().allows(site);
    }

    /** Before a jump back. */
    public static void loop(int site) {
        RuntimeListener s = here();
        if (s != null) {
            s.points().loop(site);
        }
    }

    /** Before a call that the lab does not control. */
    public static void refuse(int site, String instead) {
        RuntimeListener s = here();
        if (s != null) {
            s.threads().refuse(site, instead);
        }
    }
}
