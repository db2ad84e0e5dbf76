package cancelsafe.lab;

import cancelsafe.lab.Story.Promise;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * An attempt that is over.
 *
 * @param attempt what the test said
 * @param result what came of its run
 * @param more promises of the exploration itself
 * @param failure what ended the test method, null if it returned
 */
record Told(
        AttemptInProgress attempt,
        AttemptInProgress.Result result,
        List<Promise> more,
        @Nullable Throwable failure) {
    Run run() {
        return result.run();
    }

    /** The runs of the recovery that followed, none if it did not. */
    List<Run> recoveries() {
        return result.recoveries();
    }

    /** The body's run, then those of the recovery. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>(List.of(run()));
        runs.addAll(recoveries());
        return runs;
    }

    /** Whether all its cancellations came to pass. */
    boolean isHit() {
        return runs().stream().allMatch(Run::isHit);
    }

    /** Whether it says anything: one that was refused does, wherever that was. */
    boolean counts() {
        return isHit() || runs().stream().anyMatch(r -> r.ending() instanceof Ending.Refused);
    }

    /** Whether the test method found nothing wrong. */
    boolean kept() {
        return failure == null || failure instanceof AttemptInProgress.NothingToAssert;
    }

    /** Whether neither the test method nor the exploration found anything wrong. */
    boolean promisesKept() {
        return kept() && more.stream().allMatch(Promise::kept);
    }

    Told and(Promise promise) {
        List<Promise> promises = new ArrayList<>(more);
        promises.add(promise);
        return new Told(attempt, result, promises, failure);
    }

    Told broken(String promise) {
        return and(new Promise(promise, false));
    }
}
