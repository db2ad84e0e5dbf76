package cancelsafe.lab.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The decisions of a run whose order is open, and all other ways to decide, one after the other:
 * depth first, by replaying the decisions up to the last one that has an alternative left.
 *
 * <p>Which thread goes on is such a decision. There the first alternative is the expected one; each
 * step away from it is a surprise, and a run has at most a bounded number of them (delay bounding,
 * after Emmi, Qadeer and Rakamaric, POPL 2011).
 */
public final class Choices {
    /** One decision that was not the expected one: its number and what was taken. */
    private static final Pattern DECISIONS =
            Pattern.compile("\\d{1,6}:\\d{1,3}( \\d{1,6}:\\d{1,3})*");

    private static final int ANY_NUMBER = 1_000_000;

    private final List<Choice> trail = new ArrayList<>();
    private final int surprises;
    private final boolean early;
    private final boolean only;
    private int depth;
    private int surprised;

    private Choices(int surprises, boolean early, boolean only) {
        this.surprises = surprises;
        this.early = early;
        this.only = only;
    }

    /**
     * Threads take their turns as expected; only what has no expected order is tried in every one.
     */
    public static Choices asExpected() {
        return new Choices(-1, false, false);
    }

    /**
     * Every order of the threads with at most so many surprises.
     *
     * @param surprises at least 0
     * @param early whether the next timer may fire while threads can still go on, which is a
     *     surprise, too
     */
    public static Choices ofThreads(int surprises, boolean early) {
        return new Choices(surprises, early, false);
    }

    /**
     * One order alone.
     *
     * @param order as {@link #spoken} says it
     * @param early as in the search that found the order
     * @throws IllegalArgumentException if the text is no order
     */
    public static Choices only(String order, boolean early) {
        if (!DECISIONS.matcher(order).matches()) {
            throw new IllegalArgumentException(
                    "\"" + order + "\" is no order; a story that failed names one, as 12:1 30:2");
        }
        Choices choices = new Choices(ANY_NUMBER, early, true);
        for (String decision : order.split(" ", -1)) {
            int colon = decision.indexOf(':');
            int number = Integer.parseInt(decision.substring(0, colon));
            while (choices.trail.size() <= number) {
                choices.trail.add(new Choice(1));
            }
            choices.trail.get(number).taken = Integer.parseInt(decision.substring(colon + 1));
        }
        return choices;
    }

    private static final class Choice {
        int taken;
        final int alternatives;

        Choice(int alternatives) {
            this.alternatives = alternatives;
        }
    }

    /** Whether the order of the threads is open. */
    public boolean concernThreads() {
        return surprises >= 0;
    }

    /** Whether a timer may fire before the threads have come to rest. */
    public boolean concernTimers() {
        return early;
    }

    /**
     * The decisions of the last run that were not the expected ones, for {@link #only}: which
     * decision it was, from 0, and what was taken.
     */
    public String spoken() {
        String decisions =
                IntStream.range(0, Math.min(depth, trail.size()))
                        .filter(i -> trail.get(i).taken > 0)
                        .mapToObj(i -> i + ":" + trail.get(i).taken)
                        .collect(Collectors.joining(" "));
        return decisions.isEmpty() ? "0:0" : decisions;
    }

    /**
     * Decides between things that have no expected order.
     *
     * @param alternatives how many there are, at least 1
     * @return the number of one of them, from 0
     */
    public int choose(int alternatives) {
        if (depth == trail.size()) {
            trail.add(new Choice(alternatives));
        }
        return Math.min(trail.get(depth++).taken, alternatives - 1);
    }

    /**
     * Decides what goes on.
     *
     * @param threads how many can, at least 1
     * @param orTimer whether a timer may fire instead
     * @return the number of one of the threads, of which 0 is the expected one; {@code threads} for
     *     the timer
     */
    int chooseThread(int threads, boolean orTimer) {
        int left = surprises - surprised;
        int timers = orTimer && left > 0 ? 1 : 0;
        int open = Math.min(threads, left + 1) + timers;
        if (open <= 1) {
            return 0;
        }
        int chosen = choose(open);
        if (timers == 1 && chosen == 1) {
            surprised++;
            return threads;
        }
        int thread = chosen > 1 ? chosen - timers : chosen;
        surprised += thread;
        return thread;
    }

    /**
     * Goes on to the next way to decide, for the next run.
     *
     * @return false if all have been tried
     */
    public boolean next() {
        if (only) {
            return false;
        }
        while (trail.size() > depth) {
            trail.removeLast();
        }
        depth = 0;
        surprised = 0;
        while (!trail.isEmpty()) {
            Choice last = trail.getLast();
            if (++last.taken < last.alternatives) {
                return true;
            }
            trail.removeLast();
        }
        return false;
    }
}
