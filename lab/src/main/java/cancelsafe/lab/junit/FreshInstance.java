package cancelsafe.lab.junit;

import cancelsafe.lab.Attempt;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What JUnit prepares for a test, prepared again: an instance of the test class with those of the
 * classes around it, their temporary folders and their {@code @BeforeEach}.
 *
 * @param instances from the outermost class to the test's own
 */
record FreshInstance(List<Object> instances) {
    /**
     * Fresh instances of the same classes; nothing of theirs has been called but constructors.
     *
     * @param first what JUnit has prepared; temporary folders are made in those of it
     * @param n number of the attempt, a part of the names of these folders
     */
    static FreshInstance like(List<Object> first, int n) throws Throwable {
        List<Object> instances = new ArrayList<>();
        for (Object model : first) {
            Object instance = instance(model.getClass(), instances);
            for (Field field :
                    AnnotationSupport.findAnnotatedFields(
                            model.getClass(), TempDir.class, ModifierSupport::isNotStatic)) {
                giveFolder(field, model, instance, "attempt-" + n);
            }
            instances.add(instance);
        }
        return new FreshInstance(instances);
    }

    private static Object instance(Class<?> type, List<Object> around) throws Throwable {
        boolean inner = type.getEnclosingClass() != null && ModifierSupport.isNotStatic(type);
        Object[] arguments = inner ? new Object[] {around.getLast()} : new Object[0];
        Constructor<?> constructor =
                Arrays.stream(type.getDeclaredConstructors())
                        .filter(c -> c.getParameterCount() == arguments.length)
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                type.getName()
                                                        + " needs a constructor without parameters:"
                                                        + " every attempt has its own instance"));
        constructor.setAccessible(true);
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void giveFolder(Field field, Object model, Object instance, String name)
            throws IllegalAccessException, IOException {
        field.setAccessible(true);
        Object value = field.get(model);
        if (value instanceof Path path) {
            field.set(instance, Files.createDirectory(path.resolve(name)));
        } else if (value instanceof File file) {
            field.set(instance, Files.createDirectory(file.toPath().resolve(name)).toFile());
        }
    }

    /**
     * Calls the test method, with all {@code @BeforeEach} before and all {@code @AfterEach} after.
     */
    void call(Method test, Attempt attempt) throws Throwable {
        for (Object instance : instances) {
            for (Method before :
                    AnnotationSupport.findAnnotatedMethods(
                            instance.getClass(),
                            BeforeEach.class,
                            HierarchyTraversalMode.TOP_DOWN)) {
                invoke(before, instance);
            }
        }
        try {
            invoke(test, instances.getLast(), attempt);
        } finally {
            for (Object instance : instances.reversed()) {
                for (Method after :
                        AnnotationSupport.findAnnotatedMethods(
                                instance.getClass(),
                                AfterEach.class,
                                HierarchyTraversalMode.BOTTOM_UP)) {
                    invoke(after, instance);
                }
            }
        }
    }

    /**
     * Calls a method of a test.
     *
     * @throws IllegalStateException if it wants other arguments than these
     */
    static void invoke(Method method, Object instance, Object... arguments) throws Throwable {
        method.setAccessible(true);
        if (method.getParameterCount() != arguments.length) {
            throw new IllegalStateException(
                    method.getName() + " has parameters that the lab cannot give in every attempt");
        }
        try {
            method.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
