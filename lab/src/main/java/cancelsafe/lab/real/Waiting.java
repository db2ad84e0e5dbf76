package cancelsafe.lab.real;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Says when a thread waits. A wait counts when it is seen in the same place for a while: on its way
 * a thread waits for moments, for a lock or for a class.
 */
final class Waiting {
    private static final Duration LOOK = Duration.ofMillis(1);
    private static final int LOOKS_ALIKE = 20;

    private Waiting() {}

    /**
     * Returns when the thread waits, or when there is nothing to wait for any more.
     *
     * @param thread the thread; null if it has not begun
     * @param goesOn whether there is something to wait for
     * @return whether the thread waits
     */
    static boolean await(Supplier<@Nullable Thread> thread, BooleanSupplier goesOn)
            throws InterruptedException {
        List<StackTraceElement> before = List.of();
        int alike = 0;
        while (goesOn.getAsBoolean()) {
            if (alike >= LOOKS_ALIKE) {
                return true;
            }
            List<StackTraceElement> now = place(thread.get());
            alike = !now.isEmpty() && now.equals(before) ? alike + 1 : 0;
            before = now;
            Thread.sleep(LOOK);
        }
        return false;
    }

    /** Its stack; empty if it does not wait. */
    private static List<StackTraceElement> place(@Nullable Thread thread) {
        return thread != null && isWaiting(thread) ? List.of(thread.getStackTrace()) : List.of();
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            case NEW, RUNNABLE, TERMINATED -> false;
        };
    }
}
