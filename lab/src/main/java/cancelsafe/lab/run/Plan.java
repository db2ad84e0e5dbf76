package cancelsafe.lab.run;

import cancelsafe.lab.monitor.Leaks;
import cancelsafe.lab.schedule.ExpectedSchedule;
import cancelsafe.lab.schedule.ScheduleSearch;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt is to try.
 *
 * @param cancels where to cancel or crash, by the number of the point, none to leave it undisturbed
 * @param inRecovery where to do so in the recovery that follows, by the number of its point
 * @param fault the call of the body that fails; null for none
 * @param search how to decide where the order is open
 * @param undisturbed what is known of the undisturbed run
 */
public record Plan(
        List<Cancel> cancels,
        List<Cancel> inRecovery,
        @Nullable Fault fault,
        ScheduleSearch search,
        Undisturbed undisturbed) {
    /**
     * What other runs are compared with.
     *
     * @param ends whether the body ends
     * @param permits what became of its permits
     * @param value what the body returned; null if it did not
     * @param thrown what it threw; null if it did not
     */
    public record Undisturbed(
            boolean ends,
            Leaks.Permits permits,
            @Nullable Object value,
            @Nullable Throwable thrown) {}

    /** Nothing is cancelled. */
    public static Plan ofNothing() {
        return new Plan(
                List.of(),
                List.of(),
                null,
                new ExpectedSchedule(),
                new Undisturbed(false, Leaks.Permits.UNKNOWN, null, null));
    }

    /** The same, compared with the undisturbed run. */
    public Plan comparedWith(Undisturbed run) {
        return new Plan(cancels, inRecovery, fault, search, run);
    }

    /** The same, and one cancellation more. */
    public Plan and(Cancel cancel) {
        List<Cancel> more = new ArrayList<>(cancels);
        more.add(cancel);
        return new Plan(List.copyOf(more), inRecovery, fault, new ExpectedSchedule(), undisturbed);
    }

    /** The same, and one cancellation or crash in the recovery. */
    public Plan andInRecovery(Cancel cancel) {
        return new Plan(cancels, List.of(cancel), fault, new ExpectedSchedule(), undisturbed);
    }

    /** What the recoveries are to try: what is planned for them, and then nothing. */
    public List<Plan> recoveries() {
        Plan nothing = new Plan(List.of(), List.of(), null, search, ofNothing().undisturbed);
        return inRecovery.isEmpty()
                ? List.of(nothing)
                : List.of(
                        new Plan(inRecovery, List.of(), null, search, nothing.undisturbed),
                        nothing);
    }

    /** The same, decided in another way where the order is open. */
    public Plan scheduledBy(ScheduleSearch others) {
        return new Plan(cancels, inRecovery, fault, others, undisturbed);
    }

    /** The same, and a call that fails. */
    public Plan failing(Fault call) {
        return new Plan(cancels, inRecovery, call, new ExpectedSchedule(), undisturbed);
    }

    /** The cancellations that are planned for this moment of this point, in their sequence. */
    public List<Cancel> at(int n, When when) {
        return cancels.isEmpty()
                ? List.of()
                : cancels.stream().filter(c -> c.n() == n && c.when() == when).toList();
    }

    /** Whether the first cancellation comes in the instant in which the wait of this point ends. */
    boolean firstComesWithAnswerOf(int n) {
        return !cancels.isEmpty()
                && cancels.getFirst().n() == n
                && cancels.getFirst().when() == When.ANSWERED;
    }

    /** The crash that is planned for this point, if there is one. */
    public Optional<Cancel> crashAt(int n) {
        return cancels.stream().filter(c -> c.n() == n && c.when().isCrash()).findFirst();
    }

    /** Whether nothing cancels the body; a call may fail, or what is allowed at any time happen. */
    public boolean isUncancelled() {
        return cancels.stream().allMatch(c -> c.when() == When.ALLOWED);
    }

    /** Whether a call returns later than its time limit says. */
    public boolean hasLateReturn() {
        return cancels.stream().anyMatch(Cancel::isLateReturn);
    }

    /** The number of the last point that is cancelled, 0 if none is. */
    public int last() {
        return cancels.stream().mapToInt(Cancel::n).max().orElse(0);
    }
}
