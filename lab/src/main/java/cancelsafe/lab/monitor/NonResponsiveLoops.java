package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Which loops of a run turn without passing a cancellation point or a check. */
public final class NonResponsiveLoops {
    /** A loop that turns more often than this between two points does not respond. */
    private static final int MOST_TURNS = 300_000;

    /** As many lines between two points: they are called by a loop of the JDK, or by themselves. */
    private static final int MOST_LINES = 3_000_000;

    private final Map<Thread, Counts> counts = new IdentityHashMap<>();

    private static final class Counts {
        int turns;
        int lines;
    }

    /** {@code thread} has come to a point or a check. */
    public void passesPoint(Thread thread) {
        Counts since = counts(thread);
        since.turns = 0;
        since.lines = 0;
    }

    /**
     * {@code thread} goes round the loop at {@code site} once more; its end if that is too often.
     */
    public Optional<RunEnd> turns(Thread thread, CodeLocation site) {
        return ++counts(thread).turns > MOST_TURNS
                ? Optional.of(new RunEnd.NonResponsiveLoop(site))
                : Optional.empty();
    }

    /** {@code thread} has reached the line at {@code site}; its end if those are too many. */
    public Optional<RunEnd> reaches(Thread thread, CodeLocation site) {
        return ++counts(thread).lines > MOST_LINES
                ? Optional.of(new RunEnd.NonResponsiveLoop(site))
                : Optional.empty();
    }

    private Counts counts(Thread thread) {
        return counts.computeIfAbsent(thread, t -> new Counts());
    }
}
