package cancelsafe.lab.monitor;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.story.Story.When;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How the body of a run came to its end, or why it was given up. */
public sealed interface RunEnd {
    /**
     * Whether the body went as far as it was to go: it ended, or crashed where that was planned.
     */
    default boolean isJudged() {
        return this instanceof Finished || this instanceof Crashed;
    }

    /** The body returned or threw. */
    record Finished(@Nullable Object value, @Nullable Throwable thrown, boolean interrupted)
            implements RunEnd {}

    /**
     * The body waits for something that no thread will ever do.
     *
     * @param where the line in which it waits, in words
     * @param waits which threads wait for whose locks, and which pools have no thread for a task,
     *     in words
     * @param inCircle whether some of them wait for each other
     * @param isDeaf whether no cancellation reaches the thread that is to be cancelled, there where
     *     it waits
     */
    record Deadlocked(String where, List<String> waits, boolean inCircle, boolean isDeaf)
            implements RunEnd {
        @Override
        public String toString() {
            return waits.isEmpty() ? where : where + "; " + String.join("; ", waits);
        }
    }

    /** The body was left standing in this line, and all that it had in memory is gone. */
    record Crashed(CodeLocation site, When how) implements RunEnd {}

    /**
     * The body goes on without end, and has not been cancelled.
     *
     * @param how in words
     */
    record Diverges(String how) implements RunEnd {}

    /** The body has been cancelled and goes on all the same. */
    record ContinuesAfterCancel(CodeLocation site) implements RunEnd {}

    /** The body passes points without end, this one at last, and never checks its token. */
    record TokenIgnored(CodeLocation site) implements RunEnd {}

    /** A loop passes neither a point nor a check. */
    record NonResponsiveLoop(CodeLocation loop) implements RunEnd {}

    /** The body made a call that the lab does not control. */
    record Refused(CodeLocation call, String instead) implements RunEnd {}
}
