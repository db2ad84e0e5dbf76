package cancelsafe.lab.schedule;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * What the lab needs of the inside of the JDK's virtual threads: a scheduler of its own, the thread
 * behind a task, and whether a monitor is being handed over. All of it is that of JDK 25.
 */
final class VirtualThreads {
    private static final Constructor<?> BUILDER;
    private static final Field ON_WAITING_LIST;
    private static final Field BLOCK_PERMIT;
    private static final Field STATE;
    private static final Set<Integer> PARKED;

    static {
        try {
            BUILDER =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            BUILDER.setAccessible(true);
            Class<?> thread = Class.forName("java.lang.VirtualThread");
            ON_WAITING_LIST = thread.getDeclaredField("onWaitingList");
            BLOCK_PERMIT = thread.getDeclaredField("blockPermit");
            ON_WAITING_LIST.setAccessible(true);
            BLOCK_PERMIT.setAccessible(true);
            STATE = thread.getDeclaredField("state");
            STATE.setAccessible(true);
            PARKED = Set.of(constant(thread, "PARKED"), constant(thread, "TIMED_PARKED"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException(
                    "the lab needs the virtual threads of JDK 25; this is "
                            + Runtime.version()
                            + ", or the lab's agent is not installed",
                    e);
        }
    }

    private VirtualThreads() {}

    /** A builder of virtual threads that run on {@code scheduler}. */
    static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) BUILDER.newInstance(scheduler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thread that {@code continuation} goes on with: the one value that it has captured. */
    static Thread threadOf(Runnable continuation) {
        try {
            Field captured = continuation.getClass().getDeclaredFields()[0];
            captured.setAccessible(true);
            return (Thread) captured.get(continuation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int constant(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.getInt(null);
    }

    /**
     * Whether {@code thread} is parked, and not waiting for a monitor, which ends without a call of
     * its scheduler.
     */
    static boolean isParked(Thread thread) {
        try {
            return PARKED.contains(STATE.getInt(thread));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the virtual machine is just handing a monitor to {@code blocked}. */
    static boolean isBeingHandedAMonitor(Thread blocked) {
        try {
            return ON_WAITING_LIST.getBoolean(blocked) || BLOCK_PERMIT.getBoolean(blocked);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
