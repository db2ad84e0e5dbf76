package flagtokens;

/** A plain field, read and written under one monitor. */
public class StopFlag {
    private boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!isStopped() && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public synchronized void stop() {
        stopped = true;
    }

    private synchronized boolean isStopped() {
        return stopped;
    }
}
