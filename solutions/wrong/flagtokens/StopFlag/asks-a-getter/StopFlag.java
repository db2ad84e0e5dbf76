package flagtokens;

/** A method around a plain field; the compiler looks through it. */
public class StopFlag {
    private boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!isStopped() && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        stopped = true;
    }

    private boolean isStopped() {
        return stopped;
    }
}
