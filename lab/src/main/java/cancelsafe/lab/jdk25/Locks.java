package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.locks.ReentrantLock;

/** What the locks of JDK 25 tell of their owners only to their subclasses. */
public final class Locks {
    private static final Method OWNER;

    static {
        try {
            OWNER = ReentrantLock.class.getDeclaredMethod("getOwner");
            OWNER.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("the lab needs the locks of JDK 25", e);
        }
    }

    private Locks() {}

    /** The thread that holds {@code lock}; null if none does. */
    public static @Nullable Thread owner(ReentrantLock lock) {
        try {
            return (Thread) OWNER.invoke(lock);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
