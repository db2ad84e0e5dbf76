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
 * What JUnit prepares for a test, prepared again for each attempt: an instance of the test class
 * with those of the classes around it, their temporary folders and their {@code @BeforeEach}. An
 * exploration makes thousands of attempts, so the members of these classes are looked up once.
 */
final class FreshInstances {
    /** From the outermost class to the test's own. */
    private final List<Members> classes;

    /**
     * Prepares nothing yet.
     *
     * @param first what JUnit has prepared; temporary folders are made in those of it
     */
    FreshInstances(List<Object> first) {
        classes = first.stream().map(Members::of).toList();
    }

    /** Members of one of the classes. */
    private record Members(
            Object first,
            Constructor<?> constructor,
            List<Field> folders,
            List<Method> before,
            List<Method> after) {
        static Members of(Object first) {
            Class<?> type = first.getClass();
            Members members =
                    new Members(
                            first,
                            constructor(type),
                            AnnotationSupport.findAnnotatedFields(
                                    type, TempDir.class, ModifierSupport::isNotStatic),
                            AnnotationSupport.findAnnotatedMethods(
                                    type, BeforeEach.class, HierarchyTraversalMode.TOP_DOWN),
                            AnnotationSupport.findAnnotatedMethods(
                                    type, AfterEach.class, HierarchyTraversalMode.BOTTOM_UP));
            members.constructor.setAccessible(true);
            members.folders.forEach(field -> field.setAccessible(true));
            return members;
        }

        private static Constructor<?> constructor(Class<?> type) {
            int parameters = isInner(type) ? 1 : 0;
            return Arrays.stream(type.getDeclaredConstructors())
                    .filter(c -> c.getParameterCount() == parameters)
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    new IllegalStateException(
                                            type.getName()
                                                    + " needs a constructor without parameters:"
                                                    + " every attempt has its own instance"));
        }

        private static boolean isInner(Class<?> type) {
            return type.getEnclosingClass() != null && ModifierSupport.isNotStatic(type);
        }

        /** A new instance; nothing of it has been called but its constructor. */
        Object instance(List<Object> around, int n) throws Throwable {
            Object[] arguments =
                    constructor.getParameterCount() == 0
                            ? new Object[0]
                            : new Object[] {around.getLast()};
            Object instance;
            try {
                instance = constructor.newInstance(arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            for (Field field : folders) {
                giveFolder(field, instance, "attempt-" + n);
            }
            return instance;
        }

        private void giveFolder(Field field, Object instance, String name)
                throws IllegalAccessException, IOException {
            Object value = field.get(first);
            if (value instanceof Path path) {
                field.set(instance, Files.createDirectory(path.resolve(name)));
            } else if (value instanceof File file) {
                field.set(instance, Files.createDirectory(file.toPath().resolve(name)).toFile());
            }
        }
    }

    /**
     * Calls the test method on fresh instances, with all {@code @BeforeEach} before and all
     * {@code @AfterEach} after.
     *
     * @param n number of the attempt, a part of the names of its temporary folders
     */
    void call(Method test, Attempt attempt, int n) throws Throwable {
        List<Object> instances = new ArrayList<>();
        for (Members members : classes) {
            instances.add(members.instance(instances, n));
        }
        for (int i = 0; i < classes.size(); i++) {
            for (Method before : classes.get(i).before) {
                invoke(before, instances.get(i));
            }
        }
        try {
            invoke(test, instances.getLast(), attempt);
        } finally {
            for (int i = classes.size() - 1; i >= 0; i--) {
                for (Method after : classes.get(i).after) {
                    invoke(after, instances.get(i));
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
