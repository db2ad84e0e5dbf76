package flagtokens;

/** A worker that repeats a step until another thread stops it. */
public class StopFlag {
    private volatile boolean stopped; // each iteration reads it, and sees the write

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
