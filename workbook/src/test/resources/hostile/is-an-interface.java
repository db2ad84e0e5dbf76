package flagtokens;

public interface StopFlag {
    int run(int limit, Runnable step);

    void stop();
}
