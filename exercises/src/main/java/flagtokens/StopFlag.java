package flagtokens;

/**
 * A worker that repeats a step until another thread stops it.
 *
 * <p>Given: any thread may call {@link #stop} at any time, even before the run.
 *
 * <p>Must hold: if {@link #stop} is called inside a step, that step is the last one. The worker is
 * guaranteed to see a stop by another thread, however long the loop has been running and however
 * the JIT compiler has optimized it.
 */
public class StopFlag {
    // TODO a data race: a compiled loop may never see the stop
    private boolean stopped;

    /**
     * Repeats {@code step} until the worker is stopped, at most {@code limit} times.
     *
     * @return the number of steps that were done
     */
    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    /** Requests the stop; does not block. */
    public void stop() {
        stopped = true;
    }
}
