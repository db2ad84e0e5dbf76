package flagtokens;

/**
 * A worker that repeats a step until it is told to stop.
 *
 * <p>Given: any thread may call {@link #stop}, at any moment, also before the run; nobody waits for
 * it.
 *
 * <p>Must hold: when {@link #stop} is called in the middle of a step, that step is the last. The
 * worker is certain to see what another thread has written, however long it has been running and
 * whatever the compiler has made of the loop.
 */
public class StopFlag {
    // TODO works on every laptop, until the loop is compiled
    private boolean stopped;

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
