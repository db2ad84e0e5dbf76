package cancelsafe.lab.explore;

import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story.Cancel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Every call to something that the test gave fails once, with all that it may throw; once more,
 * with the first of these, while the interrupt status is set, and in what follows a cancellation.
 * The story tells of those runs in which a promise is broken.
 */
final class Faults implements Dimension {
    private static final int MOST_RUNS = 2_000;

    @Override
    public String name() {
        return "injected faults";
    }

    @Override
    public void explore(Trials trials) {
        if (trials.spec().faults == null) {
            return;
        }
        List<Fault.Call> calls = Horizon.calls(trials.dry().run());
        if (calls.isEmpty()) {
            trials.say(Promise.kept(PromiseKind.NO_CALL));
        }
        Budget budget = new Budget(trials);
        for (Fault.Call call : calls) {
            for (Class<? extends Throwable> type : call.types()) {
                budget.attempt(trials.plan(), call, type);
            }
        }
        trials.firsts()
                .forEach(
                        (cancel, first) ->
                                firstOfEach(budget, trials.plan().and(cancel), first.run()));
        if (trials.spec().interruptsBody()) {
            Plan entry = trials.plan().and(Cancel.ON_ENTRY);
            firstOfEach(budget, entry, trials.attempt(entry).run());
        }
        budget.sayWhatIsLeft();
    }

    private static void firstOfEach(Budget budget, Plan plan, Run run) {
        for (Fault.Call call : Horizon.calls(run)) {
            if (call.afterCancel()) {
                budget.attempt(plan, call, call.types().getFirst());
            }
        }
    }

    /** Tries faults as long as there are runs left, and says what was not tried. */
    private static final class Budget {
        private final Trials trials;
        private final Set<String> notMade = new LinkedHashSet<>();
        private int wanted;

        Budget(Trials trials) {
            this.trials = trials;
        }

        void attempt(Plan plan, Fault.Call call, Class<? extends Throwable> type) {
            if (!Fault.canBeMade(type)) {
                notMade.add(type.getSimpleName() + " of " + call.site().what());
            } else if (++wanted <= MOST_RUNS) {
                trials.attemptUntold(plan.failing(new Fault(call.n(), type)));
            }
        }

        void sayWhatIsLeft() {
            if (wanted > MOST_RUNS) {
                trials.say(
                        Promise.broken(
                                PromiseKind.EXHAUSTIVE,
                                "%d faults, of which %d were tried".formatted(wanted, MOST_RUNS)));
            }
            if (!notMade.isEmpty()) {
                trials.say(
                        Promise.broken(
                                PromiseKind.EXHAUSTIVE,
                                "the lab found no usable public constructor for "
                                        + String.join(", ", notMade)));
            }
        }
    }
}
