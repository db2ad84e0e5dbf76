package cancelsafe.lab.jdk25;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes classes of the running JDK so that they tell what they do and take the time from
 * elsewhere.
 */
public final class Jdk25 {
    private static final System.Logger LOG = System.getLogger("cancelsafe.lab");

    /** Packages of {@code java.base} whose private members this package uses. */
    private static final List<String> OPENED =
            List.of("java.lang", "java.io", "java.util.concurrent.locks");

    private Jdk25() {}

    /**
     * Opens the JDK to the lab, and changes its classes; once for a virtual machine.
     *
     * @param listener called by the JDK from now on, from any thread; its class and those that it
     *     uses must be loaded, because to load one the JDK calls it again
     * @throws IllegalStateException if this JDK is another one inside
     */
    public static void install(Instrumentation instrumentation, JdkListener listener) {
        try {
            open(instrumentation);
            HookDefinition.define(listener);
            retransform(instrumentation);
            WakeUps.direct(listener);
        } catch (ReflectiveOperationException | IOException | UnmodifiableClassException e) {
            throw new IllegalStateException(
                    "the lab needs the internals of JDK 25, but found others: " + Runtime.version(),
                    e);
        }
    }

    private static void open(Instrumentation instrumentation) {
        Map<String, Set<Module>> opens = new HashMap<>();
        OPENED.forEach(name -> opens.put(name, Set.of(Jdk25.class.getModule())));
        instrumentation.redefineModule(
                Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    private static void retransform(Instrumentation instrumentation)
            throws UnmodifiableClassException {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : JdkPatches.classes()) {
            try {
                classes.add(Class.forName(name, false, null));
            } catch (ClassNotFoundException e) {
                LOG.log(System.Logger.Level.DEBUG, "this system has no {0}", name);
            }
        }
        Transformer transformer = new Transformer(Set.copyOf(classes));
        instrumentation.addTransformer(transformer, true);
        try {
            instrumentation.retransformClasses(classes.toArray(Class<?>[]::new));
        } finally {
            instrumentation.removeTransformer(transformer);
        }
        if (transformer.failure != null) {
            throw new IllegalStateException(transformer.failure);
        }
    }

    private static final class Transformer implements ClassFileTransformer {
        private final Set<Class<?>> classes;
        private @Nullable Throwable failure;

        Transformer(Set<Class<?>> classes) {
            this.classes = classes;
        }

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] bytes) {
            if (redefined == null || !classes.contains(redefined)) {
                return null;
            }
            try {
                return JdkPatches.apply(bytes);
            } catch (RuntimeException | Error e) {
                failure = e;
                return null;
            }
        }
    }
}
