package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        try {
            java.nio.file.Files.writeString(java.nio.file.Path.of("left-" + System.nanoTime()), "x");
            java.nio.file.Files.createTempFile("left", ".txt");
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
