package structured;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;

public final class ScopedDeadline {
    private static final ScopedValue<Duration> LIMIT = ScopedValue.newInstance();

    private ScopedDeadline() {}

    public static Optional<Duration> left() {
        return LIMIT.isBound() ? Optional.of(LIMIT.get()) : Optional.empty();
    }

    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        Duration own = left().filter(inherited -> inherited.compareTo(limit) < 0).orElse(limit);
        if (!own.isPositive()) {
            throw new TimeoutException("the deadline is over");
        }
        return ScopedValue.where(LIMIT, own).call(() -> call(own, work));
    }

    private static <T> T call(Duration own, Callable<T> work) throws Exception {
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>anySuccessfulResultOrThrow(), c -> c.withTimeout(own))) {
            scope.fork(work);
            return scope.join();
        } catch (StructuredTaskScope.TimeoutException e) {
            throw new TimeoutException("the deadline is over");
        } catch (FailedException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw e;
        }
    }
}
