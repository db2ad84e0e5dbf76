package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The inside of the JDK's virtual threads: a scheduler of one's own, the thread behind a task, and
 * what a thread that does not run is waiting for.
 */
public final class VirtualThreads {
    private static final String THREAD = "java.lang.VirtualThread";

    /** The one thread that makes virtual threads go on which have got a monitor. */
    private static final String UNBLOCKER = "VirtualThread-unblocker";

    /** Calls back while it holds a monitor of its own. */
    private static final String CALLS_BACK_LOCKED = "java.util.concurrent.ConcurrentHashMap";

    private static final Constructor<?> BUILDER;
    private static final Field ON_WAITING_LIST;
    private static final Field BLOCK_PERMIT;
    private static final Field STATE;
    private static final Set<Integer> PARKED;
    private static volatile @Nullable Field captured;

    static {
        try {
            BUILDER =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            BUILDER.setAccessible(true);
            Class<?> thread = Class.forName(THREAD);
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
                            + ". If this is a JDK 25, install the lab's agent",
                    e);
        }
    }

    private VirtualThreads() {}

    /** A builder of virtual threads that run on {@code scheduler}. */
    public static Thread.Builder.OfVirtual builder(Executor scheduler) {
        try {
            return (Thread.Builder.OfVirtual) BUILDER.newInstance(scheduler);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The thread that {@code continuation} goes on with: the one value that it has captured. */
    public static Thread threadOf(Runnable continuation) {
        try {
            Field field = captured;
            if (field == null || field.getDeclaringClass() != continuation.getClass()) {
                field = continuation.getClass().getDeclaredFields()[0];
                field.setAccessible(true);
                captured = field;
            }
            return (Thread) field.get(continuation);
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
    public static boolean isParked(Thread thread) {
        try {
            return PARKED.contains(STATE.getInt(thread));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the virtual machine is just handing a monitor to {@code blocked}. */
    public static boolean isBeingHandedAMonitor(Thread blocked) {
        try {
            return ON_WAITING_LIST.getBoolean(blocked) || BLOCK_PERMIT.getBoolean(blocked);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether {@code thread} is the one of the JDK that makes others go on with a monitor. */
    public static boolean handsOverMonitors(Thread thread) {
        return thread.getName().equals(UNBLOCKER);
    }

    /** Whether {@code thread} stands in a callback of a map, which may hold a monitor meanwhile. */
    public static boolean mayCallBackLocked(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(f -> f.getClassName().equals(CALLS_BACK_LOCKED));
    }
}
