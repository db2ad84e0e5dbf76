package cancelsafe.lab;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/** One call of a {@link History}: when it began and ended, and how. */
final class RecordedCall<S> {
    /** The result of a call that returns nothing. */
    static final Object NOTHING = new Object();

    private final String name;
    private final Function<? super S, ?> specified;
    private final int begin;
    private int end = Integer.MAX_VALUE;
    private @Nullable Object result;
    private @Nullable Throwable thrown;

    RecordedCall(String name, Function<? super S, ?> specified, int begin) {
        this.name = name;
        this.specified = specified;
        this.begin = begin;
    }

    void end(int when, @Nullable Object value, @Nullable Throwable failure) {
        end = when;
        result = value;
        thrown = failure;
    }

    /** Whether a sequence may do without it: it was cancelled, or has not ended. */
    boolean isOptional() {
        return end == Integer.MAX_VALUE || thrown instanceof InterruptedException;
    }

    /** Whether it ended before {@code other} began. */
    boolean precedes(RecordedCall<?> other) {
        return end < other.begin;
    }

    /** Does the same to {@code state}; whether that ends as the call has ended. */
    boolean agrees(S state) {
        Object specifiedResult;
        try {
            specifiedResult = specified.apply(state);
        } catch (RuntimeException | Error e) {
            return thrown != null && thrown.getClass() == e.getClass();
        }
        return isOptional() || (thrown == null && Objects.equals(result, specifiedResult));
    }

    @Override
    public String toString() {
        if (end == Integer.MAX_VALUE) {
            return "%s (from %d, not ended)".formatted(name, begin);
        }
        String how =
                thrown != null
                        ? "threw " + thrown.getClass().getSimpleName()
                        : result == NOTHING ? "ended" : "returned " + result;
        return "%s %s (%d to %d)".formatted(name, how, begin, end);
    }
}
