package cancelsafe.lab.jdk25;

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
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Defines {@link JdkHook} a second time, as a class of {@code java.lang}: classes of the JDK cannot
 * call one of the class path. Its fields lead from there to the listener.
 */
final class HookDefinition {
    private HookDefinition() {}

    static void define(JdkListener listener) throws IOException, ReflectiveOperationException {
        try (InputStream in =
                Objects.requireNonNull(JdkHook.class.getResourceAsStream("JdkHook.class"))) {
            byte[] renamed = rename(in.readAllBytes());
            Class<?> hook =
                    MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup())
                            .defineClass(renamed);
            connect(hook, listener);
        }
    }

    private static void connect(Class<?> hook, JdkListener l) throws ReflectiveOperationException {
        set(hook, "nanos", (LongSupplier) l::nanoTime);
        set(hook, "millis", (LongSupplier) l::currentTimeMillis);
        set(
                hook,
                "timer",
                (BiFunction<Runnable, Long, @Nullable ScheduledFuture<?>>)
                        (task, nanos) -> l.timeout(task, Duration.ofNanos(nanos)));
        set(hook, "channelBegins", (Consumer<Object>) l::channelBegins);
        set(hook, "channelEnds", (BiPredicate<Object, Boolean>) l::channelEnds);
        set(hook, "opens", (Consumer<Object>) l::opened);
        set(hook, "closes", (Consumer<Object>) l::closed);
        set(hook, "uses", (Consumer<Object>) l::used);
        set(hook, "releases", (Consumer<Object>) semaphore -> l.releases((Semaphore) semaphore));
        set(hook, "steps", (Runnable) l::steps);
        set(hook, "starts", (Consumer<Object>) thread -> l.starts((Thread) thread));
        set(hook, "dies", (Consumer<Object>) thrown -> l.dies((Throwable) thrown));
        set(hook, "wakes", (Consumer<Object>) thread -> l.wakes((Thread) thread));
        set(hook, "submits", (Consumer<Object>) pool -> l.submits());
        set(hook, "grows", (Consumer<Object>) pool -> l.grows((ThreadPoolExecutor) pool));
        set(hook, "gives", (Consumer<Object>) pool -> l.gives((ThreadPoolExecutor) pool));
        set(hook, "pretends", (BooleanSupplier) l::pretendsToForce);
        set(
                hook,
                "files",
                (BiConsumer<String, @Nullable Object[]>) (kind, call) -> file(l, kind, call));
    }

    private static void set(Class<?> hook, String field, Object listener)
            throws ReflectiveOperationException {
        hook.getField(field).set(null, listener);
    }

    private static void file(JdkListener listener, String kind, @Nullable Object[] call) {
        if (listener.watchesFiles()) {
            listener.file(
                    kind,
                    call[0],
                    path(call[1]),
                    path(call[2]),
                    Boolean.TRUE.equals(call[3]),
                    Boolean.TRUE.equals(call[4]));
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
                                                            b.transformCode(
                                                                    code, HookDefinition::toHook);
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
}
