package cancelsafe.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A search for a sequence of the calls of a history that explains their results. A set of calls
 * that was placed already, and led to an equal state, is not tried again.
 */
final class Linearization<S> {
    private static final int MOST_CALLS = 60;
    private static final int MOST_STATES = 100_000;

    private final Supplier<? extends S> specification;
    private final List<RecordedCall<S>> calls;
    private final Set<Tried> tried = new HashSet<>();

    private record Tried(long placed, Object state) {}

    Linearization(Supplier<? extends S> specification, List<RecordedCall<S>> calls) {
        if (calls.size() > MOST_CALLS) {
            throw new IllegalStateException(
                    "a history of %d calls is too long to be searched: record at most %d"
                            .formatted(calls.size(), MOST_CALLS));
        }
        this.specification = specification;
        this.calls = calls;
    }

    boolean isThere() {
        return isThere(0, List.of());
    }

    private boolean isThere(long placed, List<RecordedCall<S>> sequence) {
        boolean isComplete = true;
        for (int i = 0; i < calls.size(); i++) {
            isComplete &= isIn(placed, i) || calls.get(i).isOptional();
        }
        if (isComplete) {
            return true;
        }
        for (int i = 0; i < calls.size(); i++) {
            if (!isIn(placed, i) && isNext(placed, calls.get(i))) {
                List<RecordedCall<S>> longer = append(sequence, calls.get(i));
                long with = placed | 1L << i;
                S state = replay(sequence);
                if (calls.get(i).agrees(state) && isNew(with, state) && isThere(with, longer)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isIn(long placed, int index) {
        return (placed & 1L << index) != 0;
    }

    /** Whether no call that must come before it is missing, and none that must follow is there. */
    private boolean isNext(long placed, RecordedCall<S> call) {
        for (int i = 0; i < calls.size(); i++) {
            RecordedCall<S> other = calls.get(i);
            boolean isWrong =
                    isIn(placed, i)
                            ? call.precedes(other)
                            : !other.isOptional() && other.precedes(call);
            if (isWrong) {
                return false;
            }
        }
        return true;
    }

    private S replay(List<RecordedCall<S>> sequence) {
        S state = specification.get();
        for (RecordedCall<S> call : sequence) {
            call.agrees(state);
        }
        return state;
    }

    private boolean isNew(long placed, S state) {
        if (tried.size() >= MOST_STATES) {
            throw new IllegalStateException(
                    "more than %,d states were tried: record fewer calls, or give the specification"
                                    .formatted(MOST_STATES)
                            + " an equals method that compares contents");
        }
        return tried.add(new Tried(placed, state));
    }

    private static <T> List<T> append(List<T> list, T last) {
        List<T> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
