package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        try {
            if (System.in.read() != -1) throw new IllegalStateException("something is there to read");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
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
