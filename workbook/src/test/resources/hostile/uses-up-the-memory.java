package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        var all = new java.util.ArrayList<byte[]>();
        for (int i = 0; i < 1_000; i++) all.add(new byte[50_000_000]);
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
