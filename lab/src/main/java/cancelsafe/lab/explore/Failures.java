package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Future;

/** Whether a failure can be found in what a body ended with. */
final class Failures {
    private final Throwable failure;
    private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Failures(Throwable failure) {
        this.failure = failure;
    }

    /** As what was thrown or returned, its cause, or suppressed; or in a future that has failed. */
    boolean reach(RunEnd.Finished end) {
        return isIn(end.thrown())
                || switch (end.value()) {
                    case Throwable value -> isIn(value);
                    case Future<?> future ->
                            future.state() == Future.State.FAILED && isIn(future.exceptionNow());
                    case null, default -> false;
                };
    }

    private boolean isIn(@Nullable Throwable thrown) {
        if (thrown == null || !seen.add(thrown)) {
            return false;
        }
        if (thrown == failure || isIn(thrown.getCause())) {
            return true;
        }
        for (Throwable suppressed : thrown.getSuppressed()) {
            if (isIn(suppressed)) {
                return true;
            }
        }
        return false;
    }
}
