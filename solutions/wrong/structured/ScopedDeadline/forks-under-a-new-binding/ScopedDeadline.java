package structured;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.FailedException;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.TimeoutException;

public final class ScopedDeadline {
    private static final ScopedValue<Long> DEADLINE = ScopedValue.newInstance();

    private ScopedDeadline() {}

    public static Optional<Duration> left() {
        return DEADLINE.isBound()
                ? Optional.of(Duration.ofNanos(Math.max(0, DEADLINE.get() - System.nanoTime())))
                : Optional.empty();
    }

    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        Duration own = left().filter(inherited -> inherited.compareTo(limit) < 0).orElse(limit);
        if (!own.isPositive()) {
            throw new TimeoutException("the deadline is over");
        }
        try (var scope =
                StructuredTaskScope.open(
                        Joiner.<T>anySuccessfulResultOrThrow(), c -> c.withTimeout(own))) {
            ScopedValue.where(DEADLINE, System.nanoTime() + own.toNanos())
                    .run(() -> scope.fork(work));
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
