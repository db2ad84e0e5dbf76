package cancelsafe.lab.agent;

import cancelsafe.lab.hook.FileCall;
import cancelsafe.lab.hook.Hook;
import cancelsafe.lab.hook.RuntimeListener;
import cancelsafe.lab.hook.Time;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Puts the timed waits of the JDK on the clock of the run that waits. The loops of the JDK compare
 * with {@link System#nanoTime()}, which is turned into a call of {@link JdkHook}; the timers that
 * end a wait of a virtual thread are replaced by the run's own.
 */
final class JdkHooks {
    private static final System.Logger LOG = System.getLogger("cancelsafe.lab");

    private JdkHooks() {}

    /** Changes the JDK's classes; once for a virtual machine. */
    static void install(Instrumentation instrumentation) {
        try {
            // loads what the hooks use: loading takes locks, and those tell the hooks
            boolean inRun = Hook.hereOrDriving() != null || Time.currentTimeMillis() < 0;
            assert !inRun : "the lab is installed before its first run";
            defineHook();
            retransform(instrumentation);
            replaceTimers();
        } catch (ReflectiveOperationException | IOException | UnmodifiableClassException e) {
            throw new IllegalStateException(
                    "the lab knows the inside of JDK 25 and found something else: "
                            + Runtime.version(),
                    e);
        }
    }

    private static void defineHook() throws IOException, ReflectiveOperationException {
        try (InputStream in =
                Objects.requireNonNull(JdkHook.class.getResourceAsStream("JdkHook.class"))) {
            byte[] renamed = rename(in.readAllBytes());
            Class<?> hook =
                    MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                            .defineClass(renamed);
            hook.getField("nanos").set(null, (LongSupplier) Time::nanoTime);
            hook.getField("millis").set(null, (LongSupplier) JdkHooks::currentTimeMillis);
            hook.getField("timer")
                    .set(null, (BiFunction<Runnable, Long, ScheduledFuture<?>>) JdkHooks::timer);
            connect(hook, "channelBegins", (run, channel) -> run.files().channelBegins(channel));
            connect(hook, "opens", (run, resource) -> run.resources().opened(resource));
            connect(hook, "closes", (run, resource) -> run.resources().closed(resource));
            connect(hook, "uses", (run, lock) -> run.resources().used(lock));
            connect(hook, "starts", (run, thread) -> run.threads().startsOutside((Thread) thread));
            hook.getField("grows").set(null, (Consumer<Object>) JdkHooks::grows);
            connect(hook, "gives", (run, pool) -> run.threads().givesTo((ThreadPoolExecutor) pool));
            connect(hook, "submits", (run, pool) -> run.threads().submitsOutside());
            connect(hook, "wakes", (run, thread) -> run.threads().handsOver((Thread) thread));
            hook.getField("pretends").set(null, (BooleanSupplier) () -> Hook.here() != null);
            hook.getField("files").set(null, (BiConsumer<String, Object[]>) JdkHooks::file);
            hook.getField("channelEnds")
                    .set(null, (BiPredicate<Object, Boolean>) JdkHooks::channelEnds);
        }
    }

    private static void connect(
            Class<?> hook, String field, BiConsumer<RuntimeListener, Object> listener)
            throws ReflectiveOperationException {
        Consumer<Object> ofRun =
                what -> {
                    RuntimeListener run = Hook.here();
                    if (run != null) {
                        listener.accept(run, what);
                    }
                };
        hook.getField(field).set(null, ofRun);
    }

    private static void file(String kind, @Nullable Object[] call) {
        RuntimeListener run = Hook.here();
        if (run != null && run.files().watchesFiles()) {
            run.files()
                    .file(
                            new FileCall(
                                    FileCall.Kind.valueOf(kind),
                                    call[0],
                                    path(call[1]),
                                    path(call[2]),
                                    Boolean.TRUE.equals(call[3]),
                                    Boolean.TRUE.equals(call[4])));
        }
    }

    private static @Nullable Path path(@Nullable Object named) {
        return switch (named) {
            case Path path -> path;
            case File file -> file.toPath();
            case String name -> Path.of(name);
            case null, default -> null;
        };
    }

    private static void grows(Object pool) {
        RuntimeListener run = Hook.hereOrDriving();
        if (run != null) {
            run.threads().grows(pool);
        }
    }

    private static boolean channelEnds(Object channel, Boolean completed) {
        RuntimeListener run = Hook.here();
        return run != null && run.files().channelEnds(channel, completed);
    }

    private static byte[] rename(byte[] hook) {
        ClassFile cf = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
        return cf.build(
                JdkPatches.HOOK,
                builder -> {
                    var model = cf.parse(hook);
                    builder.withFlags(model.flags().flagsMask());
                    model.fields()
                            .forEach(
                                    f ->
                                            builder.withField(
                                                    f.fieldName(),
                                                    f.fieldType(),
                                                    b -> b.withFlags(f.flags().flagsMask())));
                    model.methods()
                            .forEach(
                                    m ->
                                            builder.transformMethod(
                                                    m,
                                                    (b, e) -> {
                                                        if (e instanceof CodeModel code) {
                                                            b.transformCode(code, JdkHooks::toHook);
                                                        } else if (e instanceof AccessFlags) {
                                                            b.with(e);
                                                        }
                                                    }));
                });
    }

    private static void toHook(CodeBuilder b, CodeElement e) {
        switch (e) {
            case FieldInstruction f when isOriginal(f.owner()) ->
                    b.fieldAccess(
                            f.opcode(), JdkPatches.HOOK, f.name().stringValue(), f.typeSymbol());
            case InvokeInstruction i when isOriginal(i.owner()) ->
                    b.invokestatic(JdkPatches.HOOK, i.name().stringValue(), i.typeSymbol());
            default -> b.with(e);
        }
    }

    private static boolean isOriginal(ClassEntry owner) {
        return owner.asInternalName().endsWith("/JdkHook");
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

    private static long currentTimeMillis() {
        return Hook.here() == null ? System.currentTimeMillis() : Time.currentTimeMillis();
    }

    private static @Nullable ScheduledFuture<?> timer(Runnable task, Long nanos) {
        RuntimeListener run = Hook.here();
        return run == null
                ? null
                : run.services()
                        .after(
                                Duration.ofNanos(nanos),
                                () -> run.services().newThread().name("timeout").start(task));
    }

    private static void replaceTimers() throws ReflectiveOperationException {
        Field field =
                Class.forName("java.lang.VirtualThread$DelayedTaskSchedulers")
                        .getDeclaredField("INSTANCE");
        field.setAccessible(true);
        ScheduledExecutorService[] timers = (ScheduledExecutorService[]) field.get(null);
        for (int i = 0; i < timers.length; i++) {
            timers[i] = ofRunOr(timers[i]);
        }
    }

    private static ScheduledExecutorService ofRunOr(ScheduledExecutorService real) {
        return (ScheduledExecutorService)
                Proxy.newProxyInstance(
                        JdkHooks.class.getClassLoader(),
                        new Class<?>[] {ScheduledExecutorService.class},
                        (proxy, method, arguments) -> {
                            RuntimeListener run = Hook.hereOrDriving();
                            if (run != null && method.getName().equals("schedule")) {
                                TimeUnit unit = (TimeUnit) arguments[2];
                                return run.services()
                                        .after(
                                                Duration.ofNanos(unit.toNanos((Long) arguments[1])),
                                                (Runnable) arguments[0]);
                            }
                            try {
                                return method.invoke(real, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
