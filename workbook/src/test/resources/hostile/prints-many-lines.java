package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        for (int i = 0; i < 100; i++) System.out.println("line ".repeat(100));
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
