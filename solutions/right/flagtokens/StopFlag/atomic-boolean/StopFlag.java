package flagtokens;

import java.util.concurrent.atomic.AtomicBoolean;

/** The flag as an object that can be passed on. */
public class StopFlag {
    private final AtomicBoolean stopped = new AtomicBoolean();

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped.get() && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        stopped.set(true);
    }
}
