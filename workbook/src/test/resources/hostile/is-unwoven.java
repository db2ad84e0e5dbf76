package flagtokens;

@cancelsafe.lab.Unwoven
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

    public void stop() {
        stopped = true;
    }
}
