package cancelsafe.lab.run;

import cancelsafe.lab.schedule.ExpectedSchedule;
import cancelsafe.lab.schedule.ScheduleSearch;
import cancelsafe.lab.story.Story.Cancel;
import cancelsafe.lab.story.Story.When;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an attempt is to try.
 *
 * @param cancels where to cancel or crash, by the number of the point, none to leave it undisturbed
 * @param inRecovery where to do so in the recovery that follows, by the number of its point
 * @param search how to decide where the order is open
 * @param undisturbed what is known of the undisturbed run
 */
public record Plan(
        List<Cancel> cancels,
        List<Cancel> inRecovery,
        ScheduleSearch search,
        Undisturbed undisturbed) {
    /**
     * What other runs are compared with.
     *
     * @param ends whether the body ends
     * @param permitsKept how many permits it takes for good
     */
    public record Undisturbed(boolean ends, int permitsKept) {}

    /** Nothing is cancelled. */
    public static Plan ofNothing() {
        return new Plan(
                List.of(),
                List.of(),
                new ExpectedSchedule(),
                new Undisturbed(false, Integer.MAX_VALUE));
    }

    /** The same, compared with the undisturbed run. */
    public Plan comparedWith(Undisturbed run) {
        return new Plan(cancels, inRecovery, search, run);
    }

    /** The same, and one cancellation more. */
    public Plan and(Cancel cancel) {
        List<Cancel> more = new ArrayList<>(cancels);
        more.add(cancel);
        return new Plan(List.copyOf(more), inRecovery, new ExpectedSchedule(), undisturbed);
    }

    /** The same, and one cancellation or crash in the recovery. */
    public Plan andInRecovery(Cancel cancel) {
        return new Plan(cancels, List.of(cancel), new ExpectedSchedule(), undisturbed);
    }

    /** What the recoveries are to try: what is planned for them, and then nothing. */
    public List<Plan> recoveries() {
        Plan nothing = new Plan(List.of(), List.of(), search, ofNothing().undisturbed);
        return inRecovery.isEmpty()
                ? List.of(nothing)
                : List.of(new Plan(inRecovery, List.of(), search, nothing.undisturbed), nothing);
    }

    /** The same, decided in another way where the order is open. */
    public Plan scheduledBy(ScheduleSearch others) {
        return new Plan(cancels, inRecovery, others, undisturbed);
    }

    /** The cancellation that is planned for this point, if there is one. */
    public Optional<Cancel> at(int n, When when) {
        for (Cancel cancel : cancels) {
            if (cancel.n() == n && cancel.when() == when) {
                return Optional.of(cancel);
            }
        }
        return Optional.empty();
    }

    /** The crash that is planned for this point, if there is one. */
    public Optional<Cancel> crashAt(int n) {
        return cancels.stream().filter(c -> c.n() == n && c.when().isCrash()).findFirst();
    }

    /** Whether it disturbs in no other way than in that which the test has chosen. */
    public boolean isOfTest() {
        return cancels.stream().allMatch(Cancel::isAtPoint);
    }

    /** The number of the last point that is cancelled, 0 if none is. */
    public int last() {
        return cancels.isEmpty() ? 0 : cancels.getLast().n();
    }
}
