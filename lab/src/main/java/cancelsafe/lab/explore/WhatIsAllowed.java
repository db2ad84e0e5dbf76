package cancelsafe.lab.explore;

import cancelsafe.lab.story.Story.Cancel;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * What the specification allows at any time: a wait, an await or a park returns without a reason, a
 * weak compareAndSet fails without one. It happens at each of the first 100 places of the
 * undisturbed run where it may: once in a run, and in another run twice in succession, so that one
 * repetition in place of a loop is seen. The story tells of those in which a promise is broken.
 */
final class WhatIsAllowed implements Dimension {
    /** More places in one run add little: a loop comes to the same call again and again. */
    private static final int MOST = 100;

    @Override
    public String name() {
        return "a spurious wakeup or failure";
    }

    @Override
    public void explore(Trials trials) {
        TestSpec spec = trials.spec();
        if (spec.crashes || !trials.allKept()) {
            return;
        }
        Predicate<Cancel> isSpurious = c -> !c.isLateReturn();
        attempt(
                trials,
                isSpurious,
                "calls that may return or fail spuriously",
                (once, result) -> again(trials, once, result, isSpurious));
    }

    /** The next such call of that run, too. */
    private static void again(
            Trials trials, Cancel once, AttemptResult result, Predicate<Cancel> which) {
        result.run().allowedWays().stream()
                .filter(which)
                .filter(next -> next.n() > once.n())
                .findFirst()
                .ifPresent(next -> trials.attemptUntold(trials.plan().and(once).and(next)));
    }

    /**
     * Each of the first such calls of the undisturbed run, in a run of its own, and what follows.
     */
    static void attempt(
            Trials trials,
            Predicate<Cancel> which,
            String what,
            BiConsumer<Cancel, AttemptResult> then) {
        List<Cancel> ways = trials.dry().run().allowedWays().stream().filter(which).toList();
        int most = Math.min(MOST, ways.size());
        for (Cancel way : ways.subList(0, most)) {
            then.accept(way, trials.attemptUntold(trials.plan().and(way)));
        }
        trials.sayIfLeftOut(most, ways.size(), what, "");
    }
}
