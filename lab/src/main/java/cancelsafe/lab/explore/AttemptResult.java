package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of one attempt.
 *
 * @param run the run of the body
 * @param recoveries the runs of the recovery that followed, none if it did not
 * @param schedule how the threads were scheduled, encoded; empty if as expected
 * @param watch names of the watched values
 * @param values the watched values
 * @param promises what was owed and what the exploration adds
 * @param failure what ended the test method, null if it returned
 * @param overlooked what the body threw without the test's asking how it ended, null if nothing
 */
record AttemptResult(
        Run run,
        List<Run> recoveries,
        String schedule,
        List<String> watch,
        Story.Values values,
        List<Promise> promises,
        @Nullable Throwable failure,
        @Nullable Throwable overlooked) {

    /** The body's run, then those of the recovery. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>(List.of(run));
        runs.addAll(recoveries);
        return runs;
    }

    /** Whether all its cancellations were delivered. */
    boolean isHit() {
        return runs().stream().allMatch(Run::isHit);
    }

    /** Whether it says anything: one that was refused does, wherever that was. */
    boolean counts() {
        return isHit() || runs().stream().anyMatch(r -> r.end() instanceof RunEnd.Refused);
    }

    /** Whether the test method found nothing wrong. */
    boolean kept() {
        return failure == null || failure instanceof AttemptRunner.NothingToAssert;
    }

    /** Whether neither the test method nor the exploration found anything wrong. */
    boolean promisesKept() {
        return kept() && promises.stream().allMatch(Promise::kept);
    }

    /** The same, after the test method has ended so. */
    AttemptResult endedBy(@Nullable Throwable thrown, @Nullable Throwable unseen) {
        return new AttemptResult(
                run, recoveries, schedule, watch, values, promises, thrown, unseen);
    }

    AttemptResult and(Promise promise) {
        List<Promise> more = new ArrayList<>(promises);
        more.add(promise);
        return new AttemptResult(
                run, recoveries, schedule, watch, values, more, failure, overlooked);
    }

    AttemptResult broken(PromiseKind kind, String detail) {
        return and(Promise.broken(kind, detail));
    }
}
