package flagtokens;

/** Reads a volatile flag once, and asks its copy ever after. */
public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        boolean done = stopped;
        int steps = 0;
        while (!done && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        stopped = true;
    }
}
