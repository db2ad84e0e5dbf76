package cancelsafe.lab.jdk25;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The changes to classes of JDK 25 that let the lab see and control what they do. */
final class JdkPatches {
    /** The name under which {@link JdkHook} is defined for them. */
    static final ClassDesc HOOK = ClassDesc.of("java.lang.LabHk");

    private static final String CHANNEL = "java.nio.channels.spi.AbstractInterruptibleChannel";
    private static final String FILE_CHANNEL = "sun.nio.ch.FileChannelImpl";
    private static final String OPEN_FILE = "java.io.FileCleanable";
    private static final String FORK_JOIN = "java.util.concurrent.ForkJoinPool";
    private static final String DESCRIPTOR = "java.io.FileDescriptor";
    private static final String TRANSFER_NODE = "java.util.concurrent.LinkedTransferQueue$DualNode";

    /** Such a node looks at the clock again and again for so many nanoseconds, and then parks. */
    private static final Long LONGEST_SPIN = 1L << 10;

    /** Their loops compare with {@link System#nanoTime()} or {@link System#currentTimeMillis()}. */
    private static final Set<String> TIMED =
            Set.of(
                    "java.lang.VirtualThread",
                    "java.lang.Thread",
                    "java.util.concurrent.locks.LockSupport",
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer",
                    "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject",
                    "java.util.concurrent.locks.AbstractQueuedLongSynchronizer",
                    "java.util.concurrent.locks.AbstractQueuedLongSynchronizer$ConditionObject",
                    "java.util.concurrent.FutureTask",
                    "java.util.concurrent.CompletableFuture",
                    "java.util.concurrent.CompletableFuture$Signaller",
                    "java.util.concurrent.ForkJoinTask",
                    "java.util.concurrent.Exchanger",
                    "java.util.concurrent.LinkedTransferQueue",
                    TRANSFER_NODE,
                    "java.util.concurrent.SynchronousQueue",
                    "java.util.concurrent.Phaser",
                    "java.util.concurrent.Phaser$QNode",
                    "java.util.concurrent.DelayQueue",
                    "java.util.concurrent.ThreadPerTaskExecutor",
                    "java.util.concurrent.AbstractExecutorService",
                    "java.util.concurrent.ThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor",
                    "java.util.concurrent.ScheduledThreadPoolExecutor$ScheduledFutureTask",
                    "java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue",
                    "java.util.concurrent.StructuredTaskScopeImpl");

    /** What is given to a thread and must be given back. */
    private static final Set<String> LOCKS =
            Set.of(
                    "java.util.concurrent.Semaphore",
                    "java.util.concurrent.locks.ReentrantLock",
                    "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock",
                    "java.util.concurrent.locks.ReentrantReadWriteLock$WriteLock",
                    "java.util.concurrent.locks.StampedLock");

    private static final Set<String> TAKING =
            Set.of(
                    "acquire",
                    "acquireUninterruptibly",
                    "tryAcquire",
                    "lock",
                    "lockInterruptibly",
                    "tryLock",
                    "writeLock",
                    "readLock",
                    "writeLockInterruptibly",
                    "readLockInterruptibly",
                    "tryWriteLock",
                    "tryReadLock");

    /** Absent on some systems. */
    private static final List<String> FOLDERS =
            List.of("sun.nio.fs.UnixDirectoryStream", "sun.nio.fs.WindowsDirectoryStream");

    private JdkPatches() {}

    /** Names of the classes to change, as far as this system has them. */
    static List<String> classes() {
        return Stream.of(
                        TIMED,
                        LOCKS,
                        FOLDERS,
                        FilePatches.CLASSES,
                        StepsInside.CLASSES,
                        Set.of(CHANNEL, FILE_CHANNEL, OPEN_FILE, DESCRIPTOR, FORK_JOIN))
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    /** The class with its changes. */
    static byte[] apply(byte[] bytes) {
        ClassFile cf = ClassFile.of();
        ClassModel model = cf.parse(bytes);
        String name = model.thisClass().asInternalName().replace('/', '.');
        return cf.transformClass(
                model,
                (builder, element) -> {
                    if (element instanceof MethodModel method) {
                        builder.transformMethod(
                                method,
                                patch(name, method)
                                        .map(MethodTransform::transformingCode)
                                        .orElse(MethodTransform.ACCEPT_ALL));
                    } else {
                        builder.with(element);
                    }
                });
    }

    private static Optional<CodeTransform> patch(String owner, MethodModel method) {
        String name = method.methodName().stringValue();
        if (owner.equals("java.lang.Thread") && name.equals("start")) {
            return atStart(b -> tell(b.aload(0), "started"));
        }
        if (owner.equals("java.lang.Thread") && name.equals("dispatchUncaughtException")) {
            return atStart(b -> tell(b.aload(1), "died"));
        }
        if (owner.endsWith(".LockSupport") && name.equals("unpark")) {
            return atStart(b -> tell(b.aload(0), "woken"));
        }
        if (owner.endsWith(".ThreadPoolExecutor") && name.equals("addWorker")) {
            return atStart(b -> tell(b.aload(0), "grown"));
        }
        if (owner.endsWith("ThreadPoolExecutor")
                && (name.equals("execute") || name.equals("delayedExecute"))) {
            return atStart(b -> tell(b.aload(0), "given"));
        }
        if (owner.equals(TRANSFER_NODE)) {
            return Optional.of(JdkPatches::timedWithoutSpin);
        }
        if (TIMED.contains(owner)) {
            return Optional.of(JdkPatches::timed);
        }
        if (owner.endsWith(".Semaphore") && name.equals("release")) {
            return atStart(b -> tell(b.aload(0), "released"));
        }
        if (LOCKS.contains(owner)) {
            return TAKING.contains(name)
                    ? atStart(b -> tell(b.aload(0), "used"))
                    : Optional.of(JdkPatches::timed);
        }
        if (StepsInside.CLASSES.contains(owner)) {
            return Optional.of(StepsInside::stepwise);
        }
        if (FOLDERS.contains(owner)) {
            return folder(name);
        }
        Optional<CodeTransform> file = FilePatches.patch(owner, method);
        if (file.isPresent()) {
            return file;
        }
        return switch (owner + "." + name) {
            case FORK_JOIN + ".externalSubmissionQueue", FORK_JOIN + ".poolSubmit" ->
                    atStart(b -> tell(b.aload(0), "submitted"));
            case CHANNEL + ".begin" -> atStart(b -> tell(b.aload(0), "begin"));
            case CHANNEL + ".end" -> atStart(JdkPatches::end);
            case FILE_CHANNEL + ".open" -> Optional.of(openedChannel(method));
            case FILE_CHANNEL + ".implCloseChannel",
                    OPEN_FILE + ".unregister",
                    DESCRIPTOR + ".close" ->
                    atStart(b -> tell(b.aload(0), "closed"));
            case OPEN_FILE + ".register" -> atStart(b -> tell(b.aload(0), "opened"));
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> folder(String method) {
        return switch (method) {
            case "closeImpl", "close" -> atStart(b -> tell(b.aload(0), "closed"));
            case "<init>" ->
                    Optional.of(
                            (b, e) -> {
                                if (e instanceof ReturnInstruction) {
                                    tell(b.aload(0), "opened");
                                }
                                b.with(e);
                            });
            default -> Optional.empty();
        };
    }

    private static void tell(CodeBuilder b, String what) {
        b.invokestatic(HOOK, what, MethodTypeDesc.of(CD_void, CD_Object));
    }

    static Optional<CodeTransform> atStart(Consumer<CodeBuilder> code) {
        return Optional.of(
                new CodeTransform() {
                    @Override
                    public void atStart(CodeBuilder b) {
                        code.accept(b);
                    }

                    @Override
                    public void accept(CodeBuilder b, CodeElement e) {
                        timed(b, e);
                    }
                });
    }

    /** As if the thread had been interrupted while the operation was going on. */
    private static void end(CodeBuilder b) {
        Label goOn = b.newLabel();
        b.aload(0)
                .iload(1)
                .invokestatic(HOOK, "end", MethodTypeDesc.of(CD_boolean, CD_Object, CD_boolean))
                .ifeq(goOn)
                .aload(0)
                .invokestatic(
                        ClassDesc.of("java.lang.Thread"),
                        "currentThread",
                        MethodTypeDesc.of(ClassDesc.of("java.lang.Thread")))
                .putfield(ClassDesc.of(CHANNEL), "interruptedTarget", CD_Object)
                .labelBinding(goOn);
    }

    /** The last parameter is the file that the channel belongs to, if there is one. */
    private static CodeTransform openedChannel(MethodModel open) {
        int parent = open.methodTypeSymbol().parameterCount() - 1;
        return (b, e) -> {
            if (e instanceof ReturnInstruction r && r.opcode() == Opcode.ARETURN) {
                FilePatches.opened(b);
                b.dup()
                        .aload(b.parameterSlot(parent))
                        .invokestatic(
                                HOOK,
                                "openedChannel",
                                MethodTypeDesc.of(CD_void, CD_Object, CD_Object));
            }
            b.with(e);
        };
    }

    private static void timed(CodeBuilder b, CodeElement e) {
        if (e instanceof InvokeInstruction i && isCall(i, "java/lang/System", "nanoTime")) {
            b.invokestatic(HOOK, "nanoTime", i.typeSymbol());
        } else if (e instanceof InvokeInstruction i
                && isCall(i, "java/lang/System", "currentTimeMillis")) {
            b.invokestatic(HOOK, "currentTimeMillis", i.typeSymbol());
        } else if (e instanceof InvokeInstruction i
                && isCall(i, "java/util/concurrent/ForkJoinPool", "schedule")) {
            ClassDesc pool = ClassDesc.of("java.util.concurrent.ForkJoinPool");
            b.invokestatic(HOOK, "schedule", i.typeSymbol().insertParameterTypes(0, pool));
        } else {
            b.with(e);
        }
    }

    /** A short wait parks like a long one: on the clock of the run no time passes in a spin. */
    private static void timedWithoutSpin(CodeBuilder b, CodeElement e) {
        if (e instanceof ConstantInstruction c && LONGEST_SPIN.equals(c.constantValue())) {
            b.lconst_0();
        } else {
            timed(b, e);
        }
    }

    private static boolean isCall(InvokeInstruction i, String owner, String name) {
        return i.owner().asInternalName().equals(owner) && i.name().equalsString(name);
    }
}
