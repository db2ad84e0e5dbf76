package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.run.WovenFrames;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the objects of a cancelled body owe that are used once more: what fresh ones do. */
final class Again {
    private final Run run;
    private final Plan.Undisturbed fresh;

    /**
     * Looks at a run that has ended.
     *
     * @param run the second use, which nothing disturbed
     * @param fresh what is known of the first use of fresh objects, undisturbed
     */
    Again(Run run, Plan.Undisturbed fresh) {
        this.run = run;
        this.fresh = fresh;
    }

    /** The one promise, with what speaks against it. */
    Promise promise(List<Promise> invariants) {
        List<String> against = new ArrayList<>(howItEnded());
        invariants.stream().filter(p -> !p.kept()).map(Promise::text).forEach(against::add);
        return against.isEmpty()
                ? Promise.kept(PromiseKind.AGAIN)
                : Promise.broken(PromiseKind.AGAIN, String.join("; ", against));
    }

    private List<String> howItEnded() {
        return switch (run.end()) {
            case RunEnd.Finished again -> differences(again);
            case RunEnd.Deadlocked blocked ->
                    fresh.ends() ? List.of("it waits for ever, " + blocked) : List.of();
            case RunEnd.Diverges endless -> fresh.ends() ? List.of(endless.how()) : List.of();
            case RunEnd.Refused refused -> List.of("it calls " + refused.call());
            case RunEnd.NonResponsiveLoop loop -> List.of("it loops at " + loop.loop().where());
            case RunEnd.ContinuesAfterCancel _, RunEnd.TokenIgnored _, RunEnd.Crashed _ ->
                    List.of();
        };
    }

    private List<String> differences(RunEnd.Finished again) {
        List<String> differences = new ArrayList<>();
        Throwable thrown = again.thrown();
        Throwable before = fresh.thrown();
        if (thrown != null && (before == null || before.getClass() != thrown.getClass())) {
            differences.add("it threw " + WovenFrames.describe(thrown));
        } else if (thrown == null && before != null) {
            differences.add("it returned instead of throwing " + before);
        } else if (thrown == null && differs(again.value(), fresh.value())) {
            differences.add("it returned %s instead of %s".formatted(again.value(), fresh.value()));
        }
        if (!run.left().isEmpty()) {
            differences.add("a thread is left running, " + run.left().getFirst().where());
        }
        return differences;
    }

    /** Values that are equal only to themselves cannot be compared. */
    private static boolean differs(@Nullable Object again, @Nullable Object fresh) {
        if (again == null || fresh == null) {
            return again != fresh;
        }
        return hasEquals(again) && hasEquals(fresh) && !Objects.equals(again, fresh);
    }

    private static boolean hasEquals(Object value) {
        try {
            return value.getClass().getMethod("equals", Object.class).getDeclaringClass()
                    != Object.class;
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }
}
