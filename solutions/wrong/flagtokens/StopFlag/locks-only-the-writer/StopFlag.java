package flagtokens;

/** Writes under a lock that the reader does not take. */
public class StopFlag {
    private boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public synchronized void stop() {
        stopped = true;
    }
}
