package cancelsafe.lab.run;

import cancelsafe.lab.hook.CodeLocation;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * A call that is to fail.
 *
 * @param call the number of the call, from 1, among all calls to what the test gave
 * @param type what it throws
 */
public record Fault(int call, Class<? extends Throwable> type) {
    private static final String LAB = "cancelsafe.lab.";

    /**
     * A call to something that the test gave.
     *
     * @param n its number in the run, from 1
     * @param afterCancel whether a cancellation had been delivered before
     * @param types what it may throw: the checked exceptions that it declares, first; where it
     *     declares any exception, also an interrupt and a timeout of its own
     */
    public record Call(
            int n,
            CodeLocation site,
            boolean afterCancel,
            List<Class<? extends Throwable>> types) {}

    /** A fault that came, on this thread. */
    public record Thrown(CodeLocation site, Thread thread, Throwable thrown) {}

    /** What a call may throw that declares {@code declared}, binary names with commas. */
    static List<Class<? extends Throwable>> types(String declared, ClassLoader loader) {
        Set<Class<? extends Throwable>> types = new LinkedHashSet<>();
        for (String name : declared.isEmpty() ? new String[0] : declared.split(",")) {
            try {
                types.add(Class.forName(name, false, loader).asSubclass(Throwable.class));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("a call declares an exception that is missing", e);
            }
        }
        if (types.contains(Exception.class) || types.contains(Throwable.class)) {
            types.add(InterruptedException.class);
            types.add(TimeoutException.class);
        }
        types.add(RuntimeException.class);
        types.add(Error.class);
        return List.copyOf(types);
    }

    /** Whether the lab can make an exception of this type. */
    public static boolean canBeMade(Class<? extends Throwable> type) {
        return make(type, "").isPresent();
    }

    /** What is thrown at {@code site}, as if the call there had thrown it. */
    Throwable at(CodeLocation site) {
        Throwable thrown = make(type, "a fault of " + site.what()).orElseThrow();
        thrown.setStackTrace(
                Arrays.stream(thrown.getStackTrace())
                        .dropWhile(f -> !isOfLab(f)) // how it was made
                        .dropWhile(Fault::isOfLab)
                        .toArray(StackTraceElement[]::new));
        return thrown;
    }

    private static boolean isOfLab(StackTraceElement frame) {
        return frame.getClassName().startsWith(LAB);
    }

    /** By its public constructor with a message, or the one with the fewest parameters. */
    private static Optional<Throwable> make(Class<? extends Throwable> type, String message) {
        return Arrays.stream(type.getConstructors())
                .sorted(Comparator.comparingInt(c -> takesMessage(c) ? -1 : c.getParameterCount()))
                .flatMap(constructor -> made(constructor, message).stream())
                .findFirst();
    }

    private static Optional<Throwable> made(Constructor<?> constructor, String message) {
        try {
            return Optional.of(
                    (Throwable) constructor.newInstance(arguments(constructor, message)));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty(); // another one may do
        }
    }

    private static boolean takesMessage(Constructor<?> constructor) {
        return Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {String.class});
    }

    private static Object[] arguments(Constructor<?> constructor, String message) {
        return Arrays.stream(constructor.getParameterTypes())
                .map(type -> type == String.class ? message : zero(type))
                .toArray();
    }

    private static @Nullable Object zero(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        return type == boolean.class ? false : null;
    }
}
