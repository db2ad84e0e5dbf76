package flagtokens;

public enum StopFlag {
    ONE;

    public int run(int limit, Runnable step) {
        return limit;
    }

    public void stop() {}
}
