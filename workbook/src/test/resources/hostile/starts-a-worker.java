package flagtokens;

public class StopFlag {
    private volatile boolean stopped;

    public int run(int limit, Runnable step) {
        try {
            cancelsafe.workbook.worker.WorkerMain.main(new String[0]);
        } catch (java.io.IOException e) {
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
