package cancelsafe.lab.explore;

import cancelsafe.lab.monitor.RunEnd;
import cancelsafe.lab.run.Plan;
import cancelsafe.lab.schedule.DelayBounded;
import cancelsafe.lab.schedule.RandomPriorities;
import cancelsafe.lab.schedule.Replay;
import cancelsafe.lab.story.Promise;
import cancelsafe.lab.story.PromiseKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The undisturbed run and each cancellation in every schedule with 0 delays, then 1, and so on up
 * to the delay bound, until one fails; then, as far as the budget allows, with more delays; and
 * what is left of it goes to schedules drawn at random.
 */
final class Interleavings implements Dimension {
    @Override
    public String name() {
        return "schedules";
    }

    @Override
    public void explore(Trials trials) {
        if (trials.spec().wantsSchedules() && trials.allKept()) {
            new Search(trials).search();
        }
    }

    /** One search. */
    private static final class Search {
        /** So many schedules are tried after one has failed, for one that is told more easily. */
        private static final int MORE_FAILURES = 200;

        private final Trials trials;
        private final TestSpec test;
        private final List<Plan> plans = new ArrayList<>();
        private final List<DelayBounded> searches = new ArrayList<>();
        private int runs;
        private int atRandom;
        private int complete = -1;

        Search(Trials trials) {
            this.trials = trials;
            this.test = trials.spec();
            plans.add(trials.plan());
            trials.cancellations().forEach(cancel -> plans.add(trials.plan().and(cancel)));
            plans.forEach(_ -> searches.add(new DelayBounded(0, test.timersToo)));
        }

        void search() {
            String replay = test.replay;
            if (replay != null) {
                replay(replay);
            } else if (searchesPromised()) {
                int shares = Math.min(2, plans.size());
                int decisions = searches.getFirst().decisions();
                int budget = test.limits.mostRunsAfter(runs, decisions, shares);
                if (searchesBeyond(budget)) {
                    sayComplete(budget);
                }
            }
        }

        private void replay(String schedule) {
            List<Plan> disturbed = new ArrayList<>(plans);
            disturbed.addAll(PairsInSchedules.plans(trials));
            disturbed.addAll(FaultsInSchedules.plans(trials));
            for (Plan plan : disturbed) {
                if (fails(plan.scheduledBy(new Replay(schedule, test.timersToo)))) {
                    return;
                }
            }
            trials.say(
                    Promise.broken(
                            PromiseKind.EXHAUSTIVE,
                            "more than the one schedule that the test names"));
        }

        /** Whether all that a green test promises was searched, and nothing failed. */
        private boolean searchesPromised() {
            while (complete < test.limits.delays) {
                if (!searchesDelays(SearchLimits.MOST_RUNS)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether nothing failed. */
        private boolean searchesBeyond(int budget) {
            if (!searchesUndisturbed(budget)) {
                return false;
            }
            for (long more = more(); more > 0; more = more()) {
                if (runs + more > budget) {
                    return searchesAtRandom(budget);
                }
                if (!searchesDelays(Integer.MAX_VALUE)) {
                    return false;
                }
            }
            return true;
        }

        /**
         * The undisturbed run alone has half of what is left, as if the test were undisturbed:
         * where a bug needs no cancellation, the cancellations only stand in its way. Whether
         * nothing failed.
         */
        private boolean searchesUndisturbed(int budget) {
            int most = plans.size() == 1 ? runs : runs + (budget - runs) / 2;
            DelayBounded search = searches.getFirst();
            Plan plan = plans.getFirst().scheduledBy(search);
            for (int more = search.beyond();
                    more > 0 && runs + more <= most;
                    more = search.beyond()) {
                search.raise();
                while (search.next()) {
                    if (fails(plan)) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** How many schedules have one delay more than those that are complete. */
        private long more() {
            return searches.stream()
                    .filter(search -> search.bound() == complete)
                    .mapToLong(DelayBounded::beyond)
                    .sum();
        }

        /** Every schedule with one delay more; whether nothing failed, and the runs sufficed. */
        private boolean searchesDelays(int mostRuns) {
            for (int i = 0; i < plans.size(); i++) {
                DelayBounded search = searches.get(i);
                Plan plan = plans.get(i).scheduledBy(search);
                if (search.bound() == complete) {
                    search.raise();
                }
                for (boolean more = complete < 0 || search.next(); more; more = search.next()) {
                    if (runs == mostRuns) {
                        trials.say(
                                Promise.broken(
                                        PromiseKind.EXHAUSTIVE,
                                        "more than %d schedules; the search completed %s"
                                                .formatted(mostRuns, upTo(complete))));
                        return false;
                    }
                    if (fails(plan)) {
                        return false;
                    }
                }
            }
            complete++;
            return true;
        }

        /** Every second run is undisturbed, the others go round the cancellations. */
        private boolean searchesAtRandom(int budget) {
            RandomPriorities search = new RandomPriorities(test.limits.seed, test.timersToo);
            for (; runs < budget; atRandom++) {
                int disturbed = plans.size() == 1 || atRandom % 2 == 0 ? 0 : 1;
                int each = disturbed * (1 + atRandom / 2 % Math.max(1, plans.size() - 1));
                if (fails(plans.get(each).scheduledBy(search))) {
                    return false;
                }
                search.next();
            }
            return true;
        }

        private boolean fails(Plan plan) {
            runs++;
            AttemptResult result = trials.attempt(plan);
            if (!result.counts() || result.promisesKept()) {
                return false;
            }
            trials.note(withFewestSwitches(result, plan));
            return true;
        }

        /** Of the next schedules that fail as well, the one that is easiest to follow. */
        private AttemptResult withFewestSwitches(AttemptResult first, Plan plan) {
            AttemptResult fewest = first;
            for (int more = 0;
                    more < MORE_FAILURES && isQuick(first) && plan.search().next();
                    more++) {
                AttemptResult other = trials.attempt(plan);
                if (other.counts()
                        && !other.promisesKept()
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

        private void sayComplete(int budget) {
            int undisturbed = searches.getFirst().bound();
            String detail =
                    String.format(
                            Locale.ROOT,
                            "%s: %,d of %,d runs",
                            undisturbed > complete && more() > 0
                                    ? ", and when undisturbed with up to " + undisturbed
                                    : "",
                            runs,
                            budget);
            trials.say(
                    Promise.ofTest(
                            PromiseKind.SEARCHED,
                            more() == 0 ? "every schedule" : upTo(complete),
                            atRandom == 0
                                    ? detail
                                    : String.format(
                                            Locale.ROOT,
                                            "%s, %,d of them at random, seed %d",
                                            detail,
                                            atRandom,
                                            test.limits.seed),
                            true));
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
}
