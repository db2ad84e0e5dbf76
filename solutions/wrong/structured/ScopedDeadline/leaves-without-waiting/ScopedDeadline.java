package structured;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

public final class ScopedDeadline {
    private static final ScopedValue<Instant> DEADLINE = ScopedValue.newInstance();

    private ScopedDeadline() {}

    public static Optional<Duration> left() {
        if (!DEADLINE.isBound()) {
            return Optional.empty();
        }
        Duration left = Duration.between(Instant.now(), DEADLINE.get());
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }

    public static <T> T within(Duration limit, Callable<T> work) throws Exception {
        Instant now = Instant.now();
        Instant own = now.plus(limit);
        Instant inherited = DEADLINE.orElse(own);
        Instant deadline = own.isBefore(inherited) ? own : inherited;
        if (!deadline.isAfter(now)) {
            throw new TimeoutException();
        }
        FutureTask<T> task = new FutureTask<>(work);
        var bound = ScopedValue.where(DEADLINE, deadline);
        Thread thread = Thread.startVirtualThread(() -> bound.run(task));
        try {
            return task.get(Duration.between(now, deadline).toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw timeout; // of a call inside this one
            }
            throw e;
        } finally {
            thread.interrupt();
        }
    }
}
