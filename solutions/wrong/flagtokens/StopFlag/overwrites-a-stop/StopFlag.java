package flagtokens;

/** One field says that the worker runs, and that it was stopped. */
public class StopFlag {
    private enum State {
        IDLE,
        RUNNING,
        STOPPED
    }

    private volatile State state = State.IDLE;

    public int run(int limit, Runnable step) {
        if (state == State.STOPPED) {
            return 0;
        }
        state = State.RUNNING;
        int steps = 0;
        while (state == State.RUNNING && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        state = State.STOPPED;
    }
}
