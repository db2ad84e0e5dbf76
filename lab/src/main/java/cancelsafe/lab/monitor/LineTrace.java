package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which lines the threads of a run have reached. Of a long run it keeps the first, the last, and
 * those around what matters: a cancellation, or a departure from the expected schedule.
 */
public final class LineTrace {
    private static final int STEPS_KEPT = 40;
    private static final int AROUND = 10;
    private static final int MOST_KEPT = 400;

    private final Map<Thread, CodeLocation> current = new IdentityHashMap<>();
    private final Set<Thread> departing = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<LineReached> kept = new ArrayList<>();
    private final Deque<LineReached> last = new ArrayDeque<>();
    private int keepNext = STEPS_KEPT;
    private int n;

    /**
     * A thread has reached a line.
     *
     * @param n how many lines had been reached before
     * @param departs whether the schedule let this thread go on where another was expected to
     */
    public record LineReached(Thread thread, CodeLocation site, int n, boolean departs) {}

    /** {@code thread} has reached {@code line}. */
    public void reached(Thread thread, CodeLocation line) {
        current.put(thread, line);
        boolean departs = !departing.isEmpty() && departing.remove(thread);
        LineReached reached = new LineReached(thread, line, n++, departs);
        if (keepNext > 0) {
            keepNext--;
            kept.add(reached);
            return;
        }
        last.add(reached);
        if (last.size() > STEPS_KEPT) {
            last.removeFirst();
        }
    }

    /** The schedule lets {@code next} go on, where another thread was expected to. */
    public void departs(Thread next) {
        departing.add(next);
        keepAround();
    }

    /** Something happens that matters: the lines before it and after it are kept. */
    public void keepAround() {
        if (kept.size() >= MOST_KEPT) {
            return;
        }
        while (last.size() > AROUND) {
            last.removeFirst();
        }
        kept.addAll(last);
        last.clear();
        keepNext = Math.max(keepNext, AROUND);
    }

    /** The line that {@code thread} has reached last; null if it has reached none. */
    public @Nullable CodeLocation current(Thread thread) {
        return current.get(thread);
    }

    /** The lines that were reached, without those that are left out where they are many. */
    public List<LineReached> lines() {
        List<LineReached> all = new ArrayList<>(kept);
        all.addAll(last);
        return all;
    }
}
