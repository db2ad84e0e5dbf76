package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        try {
            Class.forName("cancelsafe.lab.hook." + "Hook");
        } catch (ClassNotFoundException e) {
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
