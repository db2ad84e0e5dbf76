package proofs;

import static org.assertj.core.api.Assertions.assertThat;

import cancelsafe.lab.Attempt;
import cancelsafe.lab.explore.Cancel;
import cancelsafe.lab.explore.Exploration;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a test of a user may rely on: whatever version 1.0 had is still there. The file {@code
 * api-1.0.txt} is never changed; a later version may have more.
 */
class ApiTest {
    private static final Path CLASSES =
            Path.of(Attempt.class.getProtectionDomain().getCodeSource().getLocation().getPath());

    private static Stream<Class<?>> types(String folder) {
        try (Stream<Path> files = Files.list(CLASSES.resolve("cancelsafe/lab").resolve(folder))) {
            return files
                    .map(file -> CLASSES.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("package-info.class"))
                    .<Class<?>>map(name -> type(name.replaceFirst("\\.class$", "")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String internalName) {
        try {
            return Class.forName(
                    internalName.replace('/', '.'), false, Attempt.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static SortedSet<String> api() {
        SortedSet<String> api = new TreeSet<>();
        Stream.of(
                        types(""),
                        types("junit"),
                        types("real"),
                        Stream.<Class<?>>of(Cancel.class, Exploration.class))
                .flatMap(types -> types)
                .filter(type -> Modifier.isPublic(type.getModifiers()))
                .forEach(
                        type -> {
                            api.add(type.getName());
                            members(type).forEach(m -> api.add(type.getName() + " " + m));
                        });
        return api;
    }

    /** Also what it inherits. The lab alone makes its records, so their constructors may change. */
    private static Stream<String> members(Class<?> type) {
        Stream<String> methods =
                Arrays.stream(type.getMethods())
                        .filter(m -> m.getDeclaringClass().getName().startsWith("cancelsafe."))
                        .filter(m -> !m.isSynthetic())
                        .map(m -> text(m) + " " + m.getReturnType().getName());
        Stream<String> fields =
                Arrays.stream(type.getFields()).map(f -> f.getName() + " " + f.getType().getName());
        Stream<String> constructors =
                type.isRecord()
                        ? Stream.empty()
                        : Arrays.stream(type.getConstructors()).map(ApiTest::text);
        return Stream.of(methods, fields, constructors).flatMap(m -> m);
    }

    private static String text(Executable member) {
        String name = member instanceof Constructor ? "new" : member.getName();
        return Arrays.stream(member.getParameterTypes())
                .map(Class::getName)
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    @Test
    void whatVersionOneHadIsStillThere() throws IOException {
        List<String> first;
        try (InputStream in = ApiTest.class.getResourceAsStream("/api-1.0.txt")) {
            first =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
        assertThat(first).hasSizeGreaterThan(50);
        assertThat(api()).containsAll(first);
    }
}
