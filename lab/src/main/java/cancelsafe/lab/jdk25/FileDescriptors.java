package cancelsafe.lab.jdk25;

import java.io.FileDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/**
 * Closes descriptors of JDK 25 behind the back of their streams: the {@code close} of a stream
 * waits for monitors that an abandoned thread may still hold.
 */
public final class FileDescriptors {
    private static final Method CLOSE;

    static {
        try {
            CLOSE = FileDescriptor.class.getDeclaredMethod("close");
            CLOSE.setAccessible(true);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalStateException("the lab needs FileDescriptor.close as in JDK 25", e);
        }
    }

    private FileDescriptors() {}

    /** Closes {@code file}; what its stream has not yet written stays unwritten. */
    public static void close(FileDescriptor file) {
        try {
            CLOSE.invoke(file);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the lab cannot close what a crash left open", e);
        }
    }
}
