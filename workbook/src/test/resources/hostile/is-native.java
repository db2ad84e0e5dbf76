package flagtokens;

public class StopFlag {
    public native int run(int limit, Runnable step);

    public native void stop();
}
