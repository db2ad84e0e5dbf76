package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Which lines the threads of a run have reached. */
public final class LineTrace {
    private static final int STEPS_KEPT = 40;

    private final Map<Thread, CodeLocation> current = new IdentityHashMap<>();
    private final List<LineReached> first = new ArrayList<>();
    private final Deque<LineReached> last = new ArrayDeque<>();

    /** A thread has reached a line. */
    public record LineReached(Thread thread, CodeLocation site) {}

    /** {@code thread} has reached {@code line}. */
    public void reached(Thread thread, CodeLocation line) {
        current.put(thread, line);
        LineReached reached = new LineReached(thread, line);
        if (first.size() < STEPS_KEPT) {
            first.add(reached);
            return;
        }
        last.add(reached);
        if (last.size() > STEPS_KEPT) {
            last.removeFirst();
        }
    }

    /** The line that {@code thread} has reached last; null if it has reached none. */
    public @Nullable CodeLocation current(Thread thread) {
        return current.get(thread);
    }

    /** The lines that were reached, the middle left out where they are many. */
    public List<LineReached> lines() {
        List<LineReached> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }
}
