package cancelsafe.lab.hook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What {@code Collections.synchronizedX} becomes: a view that locks the lab's monitor of itself.
 */
public final class SynchronizedView {
    private SynchronizedView() {}

    /** A view of {@code collection} with all of its {@code java.util} interfaces. */
    public static Object of(Object collection) {
        Set<Class<?>> faces = new LinkedHashSet<>();
        for (Class<?> c = collection.getClass(); c != null; c = c.getSuperclass()) {
            for (Class<?> face : c.getInterfaces()) {
                if (face.getName().startsWith("java.util.")) {
                    faces.add(face);
                }
            }
        }
        return Proxy.newProxyInstance(
                SynchronizedView.class.getClassLoader(),
                faces.toArray(Class<?>[]::new),
                (view, method, arguments) -> {
                    Monitors.enter(view);
                    try {
                        return method.invoke(collection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        Monitors.exit(view);
                    }
                });
    }
}
