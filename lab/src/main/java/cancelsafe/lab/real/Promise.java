package cancelsafe.lab.real;

import java.util.Locale;

/** What the body of a {@link LibraryDriver} owes when it is cancelled. */
public enum Promise {
    /** The caller learns of the cancellation: by an exception of it, or by the interrupt status. */
    SIGNAL("SIGNAL LOST"),

    /**
     * Where the interrupt is only the cause of another exception, the interrupt status is on. An
     * opinion, unlike {@link #SIGNAL}: some libraries decline it.
     */
    FLAG("FLAG LOST"),

    /** What {@link LibraryDriver#check} says holds. */
    STATE("STATE BROKEN"),

    /** No call is made hundreds of times more often than undisturbed. */
    CALM("STORM"),

    /** The body ends within the limit. */
    END("NO END");

    private final String broken;

    Promise(String broken) {
        this.broken = broken;
    }

    /** What a report says if it is broken. */
    String broken() {
        return broken;
    }

    /** Its name as the command line takes it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
