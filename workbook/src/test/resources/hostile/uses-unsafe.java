package flagtokens;

public class StopFlag {
    private volatile boolean stopped;
    sun.misc.Unsafe unsafe;
    public int run(int limit, Runnable step) {
        if (unsafe != null) unsafe.addressSize();
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
