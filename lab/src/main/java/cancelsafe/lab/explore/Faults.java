package cancelsafe.lab.explore;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.run.Fault;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.run.Run;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;
import cancelsafe.lab.story.Story.Cancel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every call to something that the test gave fails once, with all that it may throw; once more,
 * with the first of these, while the interrupt status is set, and in what follows a cancellation. A
 * call that only a cancelled body makes fails with all that it may throw, too. The story tells of
 * those runs in which a promise is broken.
 */
final class Faults implements Dimension {
    private static final int MOST_RUNS = 2_000;

    @Override
    public String name() {
        return "injected faults";
    }

    @Override
    public void explore(Trials trials) {
        if (!trials.spec().faults.isAny()) {
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
        Set<CodeLocation> usual = calls.stream().map(Faults::place).collect(Collectors.toSet());
        trials.firsts()
                .forEach(
                        (cancel, first) ->
                                afterCancel(budget, trials.plan().and(cancel), first.run(), usual));
        if (trials.spec().interruptsBody()) {
            Plan entry = trials.plan().and(Cancel.ON_ENTRY);
            afterCancel(budget, entry, trials.attempt(entry).run(), usual);
        }
        budget.sayWhatIsLeft();
    }

    /** The places in {@code usual} have failed with all types while nothing was cancelled. */
    private static void afterCancel(Budget budget, Plan plan, Run run, Set<CodeLocation> usual) {
        for (Fault.Call call : Horizon.calls(run)) {
            if (call.afterCancel()) {
                call.types().stream()
                        .limit(usual.contains(place(call)) ? 1 : call.types().size())
                        .forEach(type -> budget.attempt(plan, call, type));
            }
        }
    }

    /** Its site; a {@code finally} stands in the class file once for each way that leads to it. */
    private static CodeLocation place(Fault.Call call) {
        return call.site().as(call.site().kind(), call.site().what());
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
