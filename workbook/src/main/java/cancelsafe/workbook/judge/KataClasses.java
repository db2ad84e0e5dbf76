package cancelsafe.workbook.judge;

import cancelsafe.book.Kata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * The classes that are there before an answer comes: the tests, and what katas are given. Read from
 * their jars by the judge itself, for what a worker says of them has passed by an answer.
 */
final class KataClasses {
    private static final Set<String> TESTS =
            Set.of(
                    "Lorg/junit/jupiter/api/Test;",
                    "Lorg/junit/jupiter/api/RepeatedTest;",
                    "Lorg/junit/jupiter/api/TestFactory;",
                    "Lorg/junit/jupiter/api/TestTemplate;",
                    "Lorg/junit/jupiter/params/ParameterizedTest;",
                    "Lcancelsafe/lab/junit/CancelEverywhere;");

    private final Map<String, Path> jars = new HashMap<>();

    /** Those that an installation brings. */
    KataClasses(Installation installation) {
        for (Path path : installation.tests()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class"))
                        .forEach(name -> jars.put(name.substring(0, name.length() - 6), path));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Whether one of them has this internal name. */
    boolean contains(String name) {
        return jars.containsKey(name);
    }

    /** Whether katas are given the class with this internal name. */
    boolean isGiven(String name) {
        Path jar = jars.get(name);
        return jar != null && String.valueOf(jar.getFileName()).startsWith("given-");
    }

    /** The names of a kata's tests, of its nested classes too; none if it is not built. */
    Set<String> tests(Kata kata) throws IOException {
        String test = kata.testClass().replace('.', '/');
        Path path = jars.get(test);
        if (path == null) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        try (JarFile jar = new JarFile(path.toFile())) {
            for (String each : jars.keySet()) {
                if (each.equals(test) || each.startsWith(test + "$")) {
                    names.addAll(tests(jar, each));
                }
            }
        }
        return names;
    }

    private static Set<String> tests(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name + ".class");
        ClassModel model = ClassFile.of().parse(jar.getInputStream(entry).readAllBytes());
        return model.methods().stream()
                .filter(KataClasses::isTest)
                .map(m -> m.methodName().stringValue())
                .collect(Collectors.toSet());
    }

    private static boolean isTest(MethodModel method) {
        return method.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .map(Annotation::className)
                .anyMatch(type -> TESTS.contains(type.stringValue()));
    }
}
