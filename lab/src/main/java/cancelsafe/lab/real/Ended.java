package cancelsafe.lab.real;

import org.jspecify.annotations.Nullable;

/**
 * How the body of a run ended.
 *
 * @param cancelled whether the cancellation was delivered; false in the undisturbed run
 * @param thrown what it threw, null if it returned
 * @param interrupted the interrupt status of its thread at the end
 */
public record Ended(boolean cancelled, @Nullable Throwable thrown, boolean interrupted) {
    private static final int DEEPEST = 20;

    /** As people say it: {@code returned, interrupt status on}. */
    String describe() {
        return (thrown == null ? "returned" : "threw " + chain(thrown))
                + ", interrupt status "
                + (interrupted ? "on" : "off");
    }

    private static String chain(Throwable thrown) {
        StringBuilder names = new StringBuilder(thrown.getClass().getSimpleName());
        Throwable cause = thrown.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            names.append(" caused by ").append(cause.getClass().getSimpleName());
            cause = cause.getCause();
        }
        return names.toString();
    }
}
