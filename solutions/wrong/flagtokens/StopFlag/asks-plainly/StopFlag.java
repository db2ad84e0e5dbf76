package flagtokens;

import java.util.concurrent.atomic.AtomicBoolean;

/** An atomic, asked in the one mode that promises nothing. */
public class StopFlag {
    private final AtomicBoolean stopped = new AtomicBoolean();

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!stopped.getPlain() && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        stopped.set(true);
    }
}
