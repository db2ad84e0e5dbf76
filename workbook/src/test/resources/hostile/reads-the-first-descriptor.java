package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        try (var in = new java.io.FileInputStream(java.io.FileDescriptor.in)) {
            if (in.read() != -1) throw new IllegalStateException("something is there to read");
        } catch (java.io.IOException e) {
            // closed
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
