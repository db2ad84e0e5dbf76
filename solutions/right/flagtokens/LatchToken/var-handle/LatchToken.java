package flagtokens;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CancellationException;

/** Asks of memory what a flag needs, and no more. */
public class LatchToken {
    private static final VarHandle CANCELLED;

    static {
        try {
            CANCELLED =
                    MethodHandles.lookup()
                            .findVarHandle(LatchToken.class, "cancelled", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through the handle
    private boolean cancelled;

    public boolean cancel() {
        return CANCELLED.compareAndSet(this, false, true);
    }

    public boolean isCancelled() {
        return (boolean) CANCELLED.getOpaque(this);
    }

    public void throwIfCancelled() {
        if (isCancelled()) {
            throw new CancellationException("cancelled");
        }
    }
}
