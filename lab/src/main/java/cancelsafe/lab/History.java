package cancelsafe.lab;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The calls that the threads of a body make on one shared object, each beside what a sequential
 * specification does for it; {@link Attempt#linearizable} asks whether one sequence of the calls
 * explains all their results.
 *
 * <p>A call that ended before another began comes before it in the sequence. A call that was
 * cancelled, or that has not ended, may have happened or not: both are tried. A call that failed
 * with another exception must fail in the sequence, too, with the same class.
 *
 * <p>Threads may record at the same time. A history belongs to one attempt: make it in the test
 * method.
 *
 * <p>Source: Herlihy and Wing, Linearizability: a correctness condition for concurrent objects
 * (1990); the search is that of Wing and Gong (1993), with the memory of Lowe (2017).
 *
 * @since 1.1
 * @param <S> the sequential specification, such as {@code ArrayList} for a queue
 */
public final class History<S> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Supplier<? extends S> specification;
    private final List<RecordedCall<S>> calls = new ArrayList<>();
    private int clock;

    /**
     * A history without calls.
     *
     * @param specification makes the sequential object in the state in which the shared one begins;
     *     called often. If its class has an {@code equals} by content, as lists, sets and maps do,
     *     states that are equal are tried once
     */
    public History(Supplier<? extends S> specification) {
        this.specification = specification;
    }

    /**
     * Makes a call on the shared object, and records it.
     *
     * @param name of the call, shown if no sequence explains the results, such as {@code "add 1"}
     * @param operation the call
     * @param specified the same on the sequential object; an exception of it says that the call
     *     cannot end with a result in this state: that it waits, or that it fails
     * @return what the operation returns
     * @throws Exception what the operation throws, such as an {@code InterruptedException}
     */
    public <R extends @Nullable Object> R call(
            String name, Callable<R> operation, Function<? super S, ? extends R> specified)
            throws Exception {
        RecordedCall<S> call = begin(name, specified);
        try {
            R result = operation.call();
            end(call, result, null);
            return result;
        } catch (Exception | Error e) {
            end(call, null, e);
            throw e;
        }
    }

    /**
     * Makes a call that returns nothing, and records it.
     *
     * @param name of the call, shown if no sequence explains the results
     * @param operation the call
     * @param specified the same on the sequential object; may throw, as in {@link #call}
     * @throws Exception what the operation throws; what is neither an exception nor an error comes
     *     as the cause of an {@code AssertionError}
     */
    public void run(String name, Body operation, Consumer<? super S> specified) throws Exception {
        call(
                name,
                () -> {
                    try {
                        operation.run();
                    } catch (Exception | Error e) {
                        throw e;
                    } catch (Throwable t) {
                        throw new AssertionError(t);
                    }
                    return RecordedCall.NOTHING;
                },
                state -> {
                    specified.accept(state);
                    return RecordedCall.NOTHING;
                });
    }

    private RecordedCall<S> begin(String name, Function<? super S, ?> specified) {
        lock.lock();
        try {
            RecordedCall<S> call = new RecordedCall<>(name, specified, clock++);
            calls.add(call);
            return call;
        } finally {
            lock.unlock();
        }
    }

    private void end(RecordedCall<S> call, @Nullable Object result, @Nullable Throwable thrown) {
        lock.lock();
        try {
            call.end(clock++, result, thrown);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What speaks against linearizability; null if a sequence of the calls explains their results.
     *
     * @throws IllegalStateException if the history has more calls than can be searched
     */
    public @Nullable String contradiction() {
        lock.lock();
        try {
            return new Linearization<>(specification, List.copyOf(calls)).isThere()
                    ? null
                    : "no sequence of calls explains " + String.join("; ", told());
        } finally {
            lock.unlock();
        }
    }

    private List<String> told() {
        return calls.stream().map(RecordedCall::toString).toList();
    }
}
