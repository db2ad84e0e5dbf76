package flagtokens;

import java.util.concurrent.CountDownLatch;

/** A latch that is asked and never waited for. */
public class StopFlag {
    private final CountDownLatch running = new CountDownLatch(1);

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (running.getCount() > 0 && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        running.countDown();
    }
}
