package flagtokens;

/** Begins with a fresh flag, and forgets a stop that came early. */
public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        stopped = false;
        int steps = 0;
        while (!stopped && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        stopped = true;
    }
}
