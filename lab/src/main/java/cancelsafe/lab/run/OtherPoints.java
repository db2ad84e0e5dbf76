package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.monitor.RunEnd;

import org.jspecify.annotations.Nullable;

/** Points that are none for this test: many of them, one after the other, tell of a loop. */
final class OtherPoints {
    private static final int MOST = 100_000;

    /** So many are enough, if the clock has reached its end meanwhile. */
    private static final int MOST_IN_DAYS = 100;

    private final Target target;
    private final EndOfRun end;
    private int streak;
    private @Nullable CodeLocation last;

    OtherPoints(Target target, EndOfRun end) {
        this.target = target;
        this.end = end;
    }

    /** A thread comes to one. */
    void pass(CodeLocation site, boolean wasHit) {
        last = site;
        if (++streak <= MOST) {
            return;
        }
        if (wasHit) {
            end.giveUp(new RunEnd.ContinuesAfterCancel(site));
        } else if (!target.onlyThread().isEmpty()) {
            end.giveUp(new RunEnd.Diverges("it goes on without a point of " + target.onlyThread()));
        } else if (target.chosen() instanceof CancellationKind.Token) {
            end.giveUp(new RunEnd.TokenIgnored(site));
        } else {
            end.giveUp(
                    new RunEnd.Diverges(
                            "it goes on at %s without a point".formatted(site.where())));
        }
    }

    /** A thread comes to a point of the test. */
    void endStreak() {
        streak = 0;
    }

    /** The end of a body that has passed such points all the time; null if it is none of those. */
    @Nullable RunEnd endOfDays() {
        CodeLocation at = last;
        return at != null
                        && streak > MOST_IN_DAYS
                        && target.chosen() instanceof CancellationKind.Token
                ? new RunEnd.TokenIgnored(at)
                : null;
    }
}
