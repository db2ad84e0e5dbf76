package flagtokens;

public class StopFlag {
    private volatile boolean stopped;
    static class Evil extends RuntimeException {
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }
    }
    public int run(int limit, Runnable step) {
        if (limit >= 0) throw new Evil();
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
