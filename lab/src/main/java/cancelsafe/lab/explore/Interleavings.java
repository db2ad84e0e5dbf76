package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import java.util.ArrayList;
import java.util.List;

/** Every plan in every schedule with at most 0, then 1, then 2 delays, until one fails. */
final class Interleavings implements Dimension {
    private static final int DELAY_BOUND = 2;

    /** A count, not a time: a verdict must not depend on how busy the machine is. */
    private static final int MOST_RUNS = 20_000;

    /** So many schedules are tried after one has failed, for one that is told more easily. */
    private static final int MORE_FAILURES = 200;

    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public void explore(Trials trials) {
        if (trials.spec().wantsSchedules()
                && trials.attempts().stream().allMatch(AttemptResult::kept)) {
            inSchedules(trials);
        }
    }

    private static void inSchedules(Trials trials) {
        TestSpec test = trials.spec();
        List<Plan> plans = new ArrayList<>(List.of(trials.plan()));
        trials.cancellations().forEach(cancel -> plans.add(trials.plan().and(cancel)));
        int runs = 0;
        for (int delays = 0; delays <= DELAY_BOUND; delays++) {
            for (Plan expected : plans) {
                Plan each = expected.scheduledBy(test.schedules(delays));
                do {
                    if (++runs > MOST_RUNS) {
                        trials.say(
                                Promise.broken(
                                        PromiseKind.EXHAUSTIVE,
                                        "more than %d schedules; complete is %s"
                                                .formatted(MOST_RUNS, upTo(delays - 1))));
                        return;
                    }
                    AttemptResult other = trials.attempt(each);
                    if (other.counts() && !other.kept()) {
                        trials.note(withFewestSwitches(trials, other, each));
                        return;
                    }
                } while (each.search().next());
            }
        }
        trials.say(
                test.replay == null
                        ? Promise.ofTest(
                                PromiseKind.SEARCHED,
                                upTo(DELAY_BOUND),
                                ": " + runs + " runs",
                                true)
                        : Promise.broken(
                                PromiseKind.EXHAUSTIVE,
                                "more than the one schedule that the test names"));
    }

    /** Of the next schedules that fail as well, the one that is easiest to follow. */
    private static AttemptResult withFewestSwitches(Trials trials, AttemptResult first, Plan plan) {
        AttemptResult fewest = first;
        for (int more = 0; more < MORE_FAILURES && isQuick(first) && plan.search().next(); more++) {
            AttemptResult other = trials.attempt(plan);
            if (other.counts()
                    && !other.kept()
                    && isQuick(other)
                    && other.run().switches() < fewest.run().switches()) {
                fewest = other;
            }
        }
        return fewest;
    }

    /** A run that was given up may have taken long. */
    private static boolean isQuick(AttemptResult result) {
        RunEnd end = result.run().end();
        return end instanceof RunEnd.Finished || end instanceof RunEnd.Deadlocked;
    }

    private static String upTo(int delays) {
        return switch (delays) {
            case -1 -> "no schedule";
            case 0 -> "every schedule without delays";
            case 1 -> "every schedule with at most one delay";
            default -> "every schedule with at most " + delays + " delays";
        };
    }
}
