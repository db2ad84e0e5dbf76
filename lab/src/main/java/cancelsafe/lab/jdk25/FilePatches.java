package cancelsafe.lab.jdk25;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The changes to classes of JDK 25 that tell of operations on files. Each stands at the start of a
 * method, before the JDK takes a monitor: a thread may be left standing there for ever.
 */
final class FilePatches {
    private static final String CHANNEL = "sun.nio.ch.FileChannelImpl";
    private static final String STREAM = "java.io.FileOutputStream";
    private static final String RANDOM = "java.io.RandomAccessFile";
    private static final String FILE = "java.io.File";
    private static final ClassDesc DESCRIPTOR = ClassDesc.of("java.io.FileDescriptor");

    private static final String ON_UNIX = "sun.nio.fs.UnixFileSystemProvider";
    private static final String ON_WINDOWS = "sun.nio.fs.WindowsFileSystemProvider";

    /** Names of the classes to change that no other change concerns; each system lacks one. */
    static final Set<String> CLASSES = Set.of(STREAM, RANDOM, FILE, ON_UNIX, ON_WINDOWS);

    private FilePatches() {}

    /** The change to this method; empty if there is none. */
    static Optional<CodeTransform> patch(String owner, MethodModel method) {
        String call = method.methodName().stringValue() + method.methodType().stringValue();
        return switch (owner) {
            case ON_UNIX, ON_WINDOWS -> provider(owner, method.methodName().stringValue());
            case CHANNEL -> channel(call);
            case STREAM -> stream(call);
            case RANDOM -> random(call);
            case FILE -> file(call);
            case "java.io.FileDescriptor" ->
                    call.equals("sync()V") ? atStart(FilePatches::sync) : Optional.empty();
            case "java.nio.channels.spi.AbstractInterruptibleChannel" ->
                    call.equals("close()V")
                            ? atStart(b -> tell(b.aload(0), "closes", CD_Object))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> channel(String call) {
        return switch (call) {
            case "write(Ljava/nio/ByteBuffer;)I",
                    "write([Ljava/nio/ByteBuffer;II)J",
                    "write(Ljava/nio/ByteBuffer;J)I",
                    "transferFrom(Ljava/nio/channels/ReadableByteChannel;JJ)J",
                    "truncate(J)Ljava/nio/channels/FileChannel;" ->
                    atStart(
                            b -> {
                                written(b, CHANNEL);
                                field(b, CHANNEL, "sync", CD_boolean);
                                field(b, CHANNEL, "uninterruptible", CD_boolean);
                                write(b);
                            });
            case "force(Z)V" ->
                    atStart(
                                    b -> {
                                        written(b, CHANNEL);
                                        field(b, CHANNEL, "uninterruptible", CD_boolean);
                                        force(b);
                                    })
                            .map(start -> start.andThen(FilePatches::forceless));
            case "mapInternal(Ljava/nio/channels/FileChannel$MapMode;JJIZ)"
                            + "Lsun/nio/ch/FileChannelImpl$Unmapper;" ->
                    atStart(b -> tell(b.aload(1), "maps", CD_Object));
            default -> Optional.empty();
        };
    }

    /** What is forced in a run need not take the time that a disk takes. */
    private static void forceless(CodeBuilder b, CodeElement e) {
        if (e instanceof InvokeInstruction i
                && i.owner().asInternalName().endsWith("FileDispatcher")
                && i.name().equalsString("force")) {
            Label forces = b.newLabel();
            Label done = b.newLabel();
            b.invokestatic(JdkPatches.HOOK, "pretendsToForce", MethodTypeDesc.of(CD_boolean))
                    .ifeq(forces)
                    .pop()
                    .pop2()
                    .iconst_0()
                    .goto_(done)
                    .labelBinding(forces)
                    .with(e)
                    .labelBinding(done);
        } else {
            b.with(e);
        }
    }

    /** Before {@code FileChannelImpl.open} returns the channel that is on the stack. */
    static void opened(CodeBuilder b) {
        b.dup().aload(0).aload(1).iload(3).aload(6);
        tell(b, "openedFile", CD_Object, CD_Object, CD_String, CD_boolean, CD_Object);
    }

    private static Optional<CodeTransform> stream(String call) {
        return switch (call) {
            case "open(Ljava/lang/String;Z)V" ->
                    atStart(
                            b -> {
                                field(b, STREAM, "fd", DESCRIPTOR);
                                b.aload(1).iload(2);
                                tell(b, "opensStream", CD_Object, CD_String, CD_boolean);
                            });
            case "write(I)V", "write([B)V", "write([BII)V" ->
                    atStart(
                            b -> {
                                written(b, STREAM);
                                write(b.iconst_0().iconst_1());
                            });
            case "close()V" -> closes(STREAM);
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> random(String call) {
        return switch (call) {
            case "open(Ljava/lang/String;I)V" ->
                    atStart(
                            b -> {
                                field(b, RANDOM, "fd", DESCRIPTOR);
                                b.aload(1).iload(2);
                                tell(b, "opensRandom", CD_Object, CD_String, CD_int);
                            });
            case "write(I)V", "writeBytes([BII)V", "setLength(J)V" ->
                    atStart(
                            b -> {
                                written(b, RANDOM);
                                field(b, RANDOM, "sync", CD_boolean);
                                write(b.iconst_1());
                            });
            case "close()V" -> closes(RANDOM);
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> closes(String owner) {
        return atStart(
                b -> {
                    field(b, owner, "fd", DESCRIPTOR);
                    tell(b, "closes", CD_Object);
                });
    }

    private static Optional<CodeTransform> file(String call) {
        return switch (call) {
            case "createNewFile()Z", "mkdir()Z" -> atStart(b -> names(b.aload(0)));
            case "delete()Z" ->
                    around(b -> names(b.aload(0)), b -> tell(b.aload(0), "deleted", CD_Object));
            case "renameTo(Ljava/io/File;)Z" ->
                    around(
                            b -> names(b.aload(0)),
                            b -> tell(b.aload(0).aload(1), "moved", CD_Object, CD_Object));
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> provider(String owner, String name) {
        return switch (name) {
            case "newFileChannel" -> opensChannel();
            // that of Unix calls newFileChannel
            case "newByteChannel" -> owner.equals(ON_WINDOWS) ? opensChannel() : Optional.empty();
            case "createDirectory", "createSymbolicLink", "createLink" ->
                    atStart(b -> givesName(b.aload(1)));
            case "copy" -> atStart(b -> tell(b.aload(2), "copies", CD_Object));
            case "move" ->
                    around(
                            b -> givesName(b.aload(1)),
                            b -> tell(b.aload(1).aload(2), "moved", CD_Object, CD_Object));
            case "implDelete" ->
                    around(b -> names(b.aload(1)), b -> tell(b.aload(1), "deleted", CD_Object));
            default -> Optional.empty();
        };
    }

    private static Optional<CodeTransform> opensChannel() {
        return atStart(
                b -> {
                    b.aload(1).aload(2);
                    tell(b, "opensChannel", CD_Object, ClassDesc.of("java.util.Set"));
                });
    }

    /** The descriptor and the path of the file that {@code this} writes to. */
    private static void written(CodeBuilder b, String owner) {
        field(b, owner, "fd", DESCRIPTOR);
        field(b, owner, "path", CD_String);
    }

    private static void field(CodeBuilder b, String owner, String name, ClassDesc type) {
        b.aload(0).getfield(ClassDesc.of(owner), name, type);
    }

    private static void write(CodeBuilder b) {
        tell(b, "writes", CD_Object, CD_String, CD_boolean, CD_boolean);
    }

    private static void force(CodeBuilder b) {
        tell(b, "forces", CD_Object, CD_String, CD_boolean);
    }

    private static void sync(CodeBuilder b) {
        force(b.aload(0).aconst_null().iconst_1());
        Label forces = b.newLabel();
        b.invokestatic(JdkPatches.HOOK, "pretendsToForce", MethodTypeDesc.of(CD_boolean))
                .ifeq(forces)
                .return_()
                .labelBinding(forces);
    }

    private static void names(CodeBuilder b) {
        tell(b, "names", CD_Object);
    }

    private static void givesName(CodeBuilder b) {
        tell(b, "givesName", CD_Object);
    }

    private static void tell(CodeBuilder b, String what, ClassDesc... parameters) {
        b.invokestatic(JdkPatches.HOOK, what, MethodTypeDesc.of(CD_void, parameters));
    }

    private static Optional<CodeTransform> atStart(Consumer<CodeBuilder> code) {
        return JdkPatches.atStart(code);
    }

    private static Optional<CodeTransform> around(
            Consumer<CodeBuilder> before, Consumer<CodeBuilder> after) {
        CodeTransform atEnd =
                (b, e) -> {
                    if (e instanceof ReturnInstruction) {
                        after.accept(b);
                    }
                    b.with(e);
                };
        return atStart(before).map(start -> start.andThen(atEnd));
    }
}
