package flagtokens;

public class StopFlag {
    private volatile boolean stopped;
    static {
        try {
            for (int i = 0; i < 3; i++) new ProcessBuilder("sleep", "77").start();
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
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
