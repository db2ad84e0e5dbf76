package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** The executors by which the JDK ends the timed waits of virtual threads. */
final class WakeUps {
    private WakeUps() {}

    /** Asks the listener first, each time that a virtual thread waits with a limit. */
    static void direct(JdkListener listener) throws ReflectiveOperationException {
        Field field =
                Class.forName("java.lang.VirtualThread$DelayedTaskSchedulers")
                        .getDeclaredField("INSTANCE");
        field.setAccessible(true);
        ScheduledExecutorService[] executors = (ScheduledExecutorService[]) field.get(null);
        for (int i = 0; i < executors.length; i++) {
            executors[i] = directed(executors[i], listener);
        }
    }

    private static ScheduledExecutorService directed(
            ScheduledExecutorService real, JdkListener listener) {
        return (ScheduledExecutorService)
                Proxy.newProxyInstance(
                        WakeUps.class.getClassLoader(),
                        new Class<?>[] {ScheduledExecutorService.class},
                        (proxy, method, arguments) -> {
                            ScheduledFuture<?> own =
                                    method.getName().equals("schedule")
                                            ? wakeUp(listener, arguments)
                                            : null;
                            return own == null ? invoke(method, real, arguments) : own;
                        });
    }

    private static @Nullable ScheduledFuture<?> wakeUp(JdkListener listener, Object[] schedule) {
        TimeUnit unit = (TimeUnit) schedule[2];
        return listener.wakeUp(
                (Runnable) schedule[0], Duration.ofNanos(unit.toNanos((Long) schedule[1])));
    }

    private static Object invoke(Method method, Object on, Object[] arguments) throws Throwable {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
