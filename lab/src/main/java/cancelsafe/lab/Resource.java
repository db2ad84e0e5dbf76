package cancelsafe.lab;

import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.RuntimeListener;

/**
 * Tells the lab of resources that it does not know by itself, such as connections and leases: a
 * fake calls {@link #opened} when it gives one out and {@link #closed} when it gets it back. A body
 * that leaves one open breaks a promise. Outside a run both do nothing.
 */
public final class Resource {
    private Resource() {}

    /** A resource has been given out to the calling thread. */
    public static void opened(Object resource) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().opened(resource);
        }
    }

    /** A resource has been given back. */
    public static void closed(Object resource) {
        RuntimeListener run = Hook.here();
        if (run != null) {
            run.resources().closed(resource);
        }
    }
}
