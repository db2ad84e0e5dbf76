package cancelsafe.lab.explore;

import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Story.Cancel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Plans of runs that are disturbed more than once, at most so many: where a body passes many
 * points, their number is a square. If there are more, only the ends of loops count; if there are
 * still more, every so manieth is taken. What was left out is said.
 */
final class PairsOfPlaces {
    static final int MOST = 2_000;

    private final String what;
    private final List<Plan> all = new ArrayList<>();
    private final List<Plan> atEnds = new ArrayList<>();

    /**
     * No plan yet.
     *
     * @param what the plans are of, in words
     */
    PairsOfPlaces(String what) {
        this.what = what;
    }

    /**
     * Every second disturbance after this first one.
     *
     * @param atEnd whether the first is at an end of a loop
     * @param run what came of the first alone
     * @param after the points of it that are passed over
     */
    void add(Plan first, boolean atEnd, Run run, int after, List<Cancel> seconds) {
        seconds.forEach(second -> all.add(first.and(second)));
        if (atEnd) {
            Places.ends(run, after, seconds).forEach(second -> atEnds.add(first.and(second)));
        }
    }

    /** Every disturbance of the recovery that follows this first one. */
    void addInRecovery(Plan first, boolean atEnd, List<Cancel> seconds) {
        for (Cancel second : seconds) {
            all.add(first.andInRecovery(second));
            if (atEnd) {
                atEnds.add(first.andInRecovery(second));
            }
        }
    }

    /** Tries them, in their sequence. */
    void forEach(Trials trials, Consumer<Plan> attempt) {
        List<Plan> plans = all.size() <= MOST ? all : atEnds;
        int most = Math.min(plans.size(), MOST);
        for (long i = 0; i < most; i++) {
            attempt.accept(plans.get((int) (i * plans.size() / most)));
        }
        boolean isAllEnds = plans.size() == most;
        String detail = isAllEnds ? ", each place at its first, second and last pass" : "";
        trials.sayIfLeftOut(most, all.size(), what, detail);
    }
}
