package flagtokens;

public class StopFlag {
    private volatile boolean stopped;
    static class Evil extends RuntimeException {
        public String getMessage() {
            return null;
        }

        public String toString() {
            return null;
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
