package flagtokens;

/** A worker that repeats a step until it is told to stop. */
public class StopFlag {
    private volatile boolean stopped; // every turn reads it anew, and sees what was written before

    /**
     * Repeats {@code step}, at most {@code limit} times, until it is stopped.
     *
     * @return how many steps were done
     */
    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    /** Asks the worker to stop; never waits. */
    public void stop() {
        stopped = true;
    }
}
