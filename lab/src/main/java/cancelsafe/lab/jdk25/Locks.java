package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.AbstractQueuedLongSynchronizer;
import java.util.concurrent.locks.AbstractQueuedSynchronizer.ConditionObject;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock.ReadLock;
import java.util.concurrent.locks.ReentrantReadWriteLock.WriteLock;
import java.util.concurrent.locks.StampedLock;

/** What the locks of JDK 25 do not tell: their owners, and what a lock and its conditions share. */
public final class Locks {
    private static final Class<?> READ_VIEW = new StampedLock().asReadLock().getClass();
    private static final Class<?> WRITE_VIEW = new StampedLock().asWriteLock().getClass();
    private static final Method OWNER;

    /** For each class of a lock, or of a part of one, the field with its synchronizer. */
    private static final Map<Class<?>, Field> SYNCHRONIZERS;

    static {
        try {
            OWNER = ReentrantLock.class.getDeclaredMethod("getOwner");
            OWNER.setAccessible(true);
            SYNCHRONIZERS =
                    Map.of(
                            ReentrantLock.class,
                            field(ReentrantLock.class, "sync"),
                            ReentrantReadWriteLock.class,
                            field(ReentrantReadWriteLock.class, "sync"),
                            ReadLock.class,
                            field(ReadLock.class, "sync"),
                            WriteLock.class,
                            field(WriteLock.class, "sync"),
                            ConditionObject.class,
                            field(ConditionObject.class, "this$0"),
                            AbstractQueuedLongSynchronizer.ConditionObject.class,
                            field(AbstractQueuedLongSynchronizer.ConditionObject.class, "this$0"),
                            READ_VIEW,
                            field(READ_VIEW, "this$0"),
                            WRITE_VIEW,
                            field(WRITE_VIEW, "this$0"));
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("the lab needs the internals of JDK 25's locks", e);
        }
    }

    private Locks() {}

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * What {@code lock} shares with its conditions and its other half, so that it stands for all of
     * them; the object itself if it is not a lock of the JDK, or a condition of one.
     */
    public static Object synchronizer(Object lock) {
        for (Class<?> type = lock.getClass(); type != null; type = type.getSuperclass()) {
            Field field = SYNCHRONIZERS.get(type);
            if (field != null) {
                try {
                    return Objects.requireNonNull(field.get(lock));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return lock;
    }

    /** The thread that holds {@code lock}; null if none does. */
    public static @Nullable Thread owner(ReentrantLock lock) {
        try {
            return (Thread) OWNER.invoke(lock);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
