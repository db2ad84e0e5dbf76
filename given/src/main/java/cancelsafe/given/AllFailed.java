package cancelsafe.given;

import java.util.List;

/**
 * None of several tasks succeeded.
 *
 * <p>Kata 4.2 FirstOf.
 */
public final class AllFailed extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Throwable> failures;

    /**
     * Failures of all tasks, in the order of the tasks.
     *
     * @param failures one for each task
     */
    public AllFailed(List<Throwable> failures) {
        super("all " + failures.size() + " have failed");
        this.failures = List.copyOf(failures);
        this.failures.forEach(this::addSuppressed);
    }

    /** What each task threw, in the order of the tasks. */
    public List<Throwable> failures() {
        return failures;
    }
}
