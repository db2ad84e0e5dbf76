package cancelsafe.lab;

import cancelsafe.lab.Story.When;
import cancelsafe.lab.hook.Site;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** How the body of a run came to its end, or why it was given up. */
sealed interface Ending {
    /** The body returned or threw. */
    record Finished(@Nullable Object value, @Nullable Throwable thrown, boolean interrupted)
            implements Ending {}

    /**
     * The body waits for something that nobody will ever do.
     *
     * @param where the line in which it waits, in words
     * @param waits which threads wait for whose locks, and which pools have no thread for a task,
     *     in words
     * @param inCircle whether some of them wait for each other
     * @param isDeaf whether no cancellation reaches the thread that is to be cancelled, there where
     *     it waits
     */
    record Blocked(String where, List<String> waits, boolean inCircle, boolean isDeaf)
            implements Ending {
        @Override
        public String toString() {
            return waits.isEmpty() ? where : where + "; " + String.join("; ", waits);
        }
    }

    /** The body was left standing in this line, and all that it had in memory is gone. */
    record Crashed(Site site, When how) implements Ending {}

    /**
     * The body goes on without end, and nobody has cancelled it.
     *
     * @param how in words
     */
    record Endless(String how) implements Ending {}

    /** The body has been cancelled and goes on all the same. */
    record GoesOn(Site site) implements Ending {}

    /** The body passes points without end, this one at last, and does not look at its token. */
    record Unheard(Site site) implements Ending {}

    /** A loop passes neither a point nor a check. */
    record Deaf(Site loop) implements Ending {}

    /** The body made a call that the lab does not control. */
    record Refused(Site call, String instead) implements Ending {}
}
