package flagtokens;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Goes through a handle, in the mode that promises nothing. */
public class StopFlag {
    private static final VarHandle STOPPED;

    static {
        try {
            STOPPED =
                    MethodHandles.lookup().findVarHandle(StopFlag.class, "stopped", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through the handle
    private boolean stopped;

    public int run(int limit, Runnable step) {
        int steps = 0;
        while (!(boolean) STOPPED.get(this) && steps < limit) {
            step.run();
            steps++;
        }
        return steps;
    }

    public void stop() {
        STOPPED.set(this, true);
    }
}
