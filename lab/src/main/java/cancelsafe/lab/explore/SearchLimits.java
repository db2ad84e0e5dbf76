package cancelsafe.lab.explore;

/**
 * How far schedules are searched. All are counts, not times: a verdict must not depend on how busy
 * the machine is.
 */
final class SearchLimits {
    /**
     * The most runs that there may be for what a green test promises, whatever the budget is: an
     * answer that takes more steps than others is not wrong for that.
     */
    static final int MOST_RUNS = 20_000;

    /**
     * What is tried beyond the promise: runs, times the square of the decisions in each about which
     * thread goes on. A long run costs more, and finds a bug of few delays less often.
     */
    private static final int MORE_WORK = 1_400_000;

    private static final int FEWEST_MORE_RUNS = 100;
    private static final int MOST_MORE_RUNS = 2_000;

    private static final int NOT_SET = -1;

    /** A green test promises every schedule with so many delays. */
    int delays = 2;

    /** What the schedules at random are drawn by. */
    long seed = 1;

    private int budget = NOT_SET;

    void budget(int runs) {
        budget = runs;
    }

    /**
     * The most runs in all.
     *
     * @param promised how many runs it took to complete what a green test promises
     * @param decisions how many decisions a run takes; where the test sets no budget, bodies with
     *     few get many more runs
     * @param shares how many are to get so many runs more
     */
    int mostRunsAfter(int promised, int decisions, int shares) {
        return budget == NOT_SET ? promised + shares * more(decisions) : Math.max(budget, promised);
    }

    /**
     * The most runs in other schedules of bodies that are disturbed twice, or by a fault.
     *
     * @param decisions how many decisions a run takes
     */
    int mostRunsOfDisturbed(int decisions) {
        return budget == NOT_SET ? more(decisions) : budget;
    }

    private static int more(int decisions) {
        return Math.clamp(
                MORE_WORK / Math.max(1, decisions * decisions), FEWEST_MORE_RUNS, MOST_MORE_RUNS);
    }
}
