package flagtokens;

/** Does a step, and then looks. */
public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        do {
            step.run();
            steps++;
        } while (!stopped && steps < limit);
        return steps;
    }

    public void stop() {
        stopped = true;
    }
}
