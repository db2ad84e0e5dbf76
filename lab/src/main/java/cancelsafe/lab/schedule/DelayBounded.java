package cancelsafe.lab.schedule;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every schedule with a bounded number of delays, each once: those without a delay, then those with
 * one, and so on. A delay passes over the alternative that is expected to go on; so a bug that
 * needs few departures from the expected schedule is found with few runs, however many threads
 * there are.
 *
 * <p>A schedule with one departure more is made of a finished run: it repeats that run up to a
 * decision behind its last departure, and departs there. So nothing is run twice when the bound
 * rises.
 *
 * @see <a href="https://doi.org/10.1145/1926385.1926432">Emmi, Qadeer, Rakamaric: Delay-Bounded
 *     Scheduling, POPL 2011</a>
 */
public final class DelayBounded implements ScheduleSearch {
    private final boolean timersEarly;
    private final List<Finished> finished = new ArrayList<>();
    private int bound;
    private Current current = new Current(new Decisions(List.of()), 0);
    private boolean isFinished;

    /** The number of delays of the runs that are made now. */
    private int delays;

    /** How many finished runs have been departed from with so many delays. */
    private int departed;

    private @Nullable Departures departures;

    /** What may stand at a decision, behind the alternative that is expected. */
    private enum Kind {
        TIMERS_DUE,
        THREADS,
        THREADS_OR_TIMER;

        /** How many threads are passed over; to fire a timer passes over the expected one alone. */
        int cost(int alternative) {
            return switch (this) {
                case TIMERS_DUE -> 0;
                case THREADS -> alternative;
                case THREADS_OR_TIMER -> alternative > 1 ? alternative - 1 : alternative;
            };
        }
    }

    /** An open decision: its kind, and how many alternatives it had. */
    private record Open(Kind kind, int alternatives) {
        int numberOfCost(int cost) {
            int of = 0;
            for (int a = 1; a < alternatives; a++) {
                of += kind.cost(a) == cost ? 1 : 0;
            }
            return of;
        }
    }

    /**
     * A run that has ended.
     *
     * @param prefix its decisions up to its last departure
     * @param open the decisions behind that; all of them took the first alternative
     */
    private record Finished(Decisions prefix, int delays, List<Open> open) {}

    /** The run that is going on: what it repeats, and what it has met behind that. */
    private static final class Current {
        final Decisions prefix;
        final int delays;
        final List<Open> open = new ArrayList<>();
        int depth;

        Current(Decisions prefix, int delays) {
            this.prefix = prefix;
            this.delays = delays;
        }

        int decide(Kind kind, int alternatives) {
            int number = depth++;
            if (number < prefix.taken().size()) {
                return Math.min(prefix.get(number), alternatives - 1);
            }
            open.add(new Open(kind, alternatives));
            return 0;
        }
    }

    /** Every departure from one finished run that costs so many delays. */
    private static final class Departures {
        private final Finished from;
        private final int cost;
        private int number;
        private int alternative;

        Departures(Finished from, int cost) {
            this.from = from;
            this.cost = cost;
        }

        @Nullable Current next() {
            for (; number < from.open.size(); number++) {
                Open open = from.open.get(number);
                while (++alternative < open.alternatives) {
                    if (open.kind.cost(alternative) == cost) {
                        return departing();
                    }
                }
                alternative = 0;
            }
            return null;
        }

        private Current departing() {
            List<Integer> taken = new ArrayList<>(from.prefix.taken());
            taken.addAll(Collections.nCopies(number, 0));
            taken.add(alternative);
            return new Current(new Decisions(taken), from.delays + cost);
        }
    }

    /**
     * All schedules with at most so many delays.
     *
     * @param delayBound at least 0
     * @param timersEarly whether the next timer may fire while threads can still go on, which costs
     *     one delay
     */
    public DelayBounded(int delayBound, boolean timersEarly) {
        this.bound = delayBound;
        this.timersEarly = timersEarly;
    }

    /** The most delays of a schedule. */
    public int bound() {
        return bound;
    }

    /** Lets one delay more happen. */
    public void raise() {
        bound++;
    }

    /**
     * How many schedules have one delay more than the bound, as far as the finished runs tell:
     * where timers are due at one moment there may be more.
     */
    public int beyond() {
        long all = 0;
        for (Finished run : finished) {
            for (Open open : run.open) {
                all += open.numberOfCost(bound + 1 - run.delays);
            }
        }
        return (int) Math.min(all, Integer.MAX_VALUE);
    }

    /** How many decisions the expected schedule has, as far as its run has come. */
    public int decisions() {
        return finished.isEmpty() ? current.open.size() : finished.getFirst().open.size();
    }

    @Override
    public boolean interleavesThreads() {
        return true;
    }

    @Override
    public boolean firesTimersEarly() {
        return timersEarly;
    }

    @Override
    public int nextThread(List<Integer> alternatives) {
        boolean orTimer = alternatives.get(1) == TIMER;
        return current.decide(orTimer ? Kind.THREADS_OR_TIMER : Kind.THREADS, alternatives.size());
    }

    @Override
    public int nextTimer(int due) {
        return current.decide(Kind.TIMERS_DUE, due);
    }

    @Override
    public String encode() {
        return current.prefix.encode();
    }

    @Override
    public boolean next() {
        if (!isFinished) {
            finished.add(new Finished(current.prefix, current.delays, List.copyOf(current.open)));
            isFinished = true;
        }
        for (; delays <= bound; delays++) {
            Current next = departing();
            if (next != null) {
                current = next;
                isFinished = false;
                return true;
            }
            if (delays == bound) {
                return false;
            }
            departed = 0;
        }
        return false;
    }

    /** The next run with just so many delays; null if there is none. */
    private @Nullable Current departing() {
        for (; ; ) {
            Current next = departures == null ? null : departures.next();
            if (next != null) {
                return next;
            }
            if (departed == finished.size()) {
                departures = null;
                return null;
            }
            Finished from = finished.get(departed++);
            departures = new Departures(from, delays - from.delays);
        }
    }
}
