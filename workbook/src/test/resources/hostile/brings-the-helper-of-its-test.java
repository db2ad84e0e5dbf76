package flagtokens;

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

final class PlainModes {
    static java.util.List<String> usedBy(Class<?> type) {
        return java.util.List.of();
    }
}
