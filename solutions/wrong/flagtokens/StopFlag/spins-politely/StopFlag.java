package flagtokens;

/** Gives way on every turn, and hopes that this makes it look again. */
public class StopFlag {
    private boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped && steps < limit) {
            step.run();
            steps++;
            Thread.yield();
        }
        return steps;
    }

    public void stop() {
        stopped = true;
    }
}
