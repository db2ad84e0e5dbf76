package cancelsafe.lab.weave;

import static java.lang.classfile.ClassFile.ACC_SYNCHRONIZED;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The first pass: every call that the second pass must see becomes a plain call. A method reference
 * to a library's method goes through a bridge method that makes the call; a synchronized method
 * becomes a method with a synchronized body, and a call of a synchronized method of {@code Vector}
 * and the like goes through a bridge that holds the object's monitor.
 */
final class Desugar {
    private static final Set<String> SYNCHRONIZED_OF_JDK =
            Set.of(
                    "java/util/Vector",
                    "java/util/Stack",
                    "java/util/Hashtable",
                    "java/util/Properties",
                    "java/lang/StringBuffer",
                    "java/io/ByteArrayOutputStream");

    private final ClassFacts facts;
    private final PointRules rules;
    private final Predicate<String> woven;

    Desugar(ClassFacts facts, PointRules rules, Predicate<String> woven) {
        this.facts = facts;
        this.rules = rules;
        this.woven = woven;
    }

    byte[] apply(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        Bridges bridges = new Bridges(model);
        ClassTransform methods =
                (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        method(model, bridges, builder, method);
                    } else {
                        builder.with(element);
                    }
                };
        return classFile.transformClass(
                model, methods.andThen(ClassTransform.endHandler(bridges::build)));
    }

    private void method(
            ClassModel model, Bridges bridges, ClassBuilder builder, MethodModel method) {
        boolean locks = method.flags().has(AccessFlag.SYNCHRONIZED);
        Body body = new Body(model, bridges, locks, method.flags().has(AccessFlag.STATIC));
        builder.transformMethod(
                method,
                (b, e) -> {
                    switch (e) {
                        case CodeModel code -> b.transformCode(code, body);
                        case AccessFlags flags when locks ->
                                b.withFlags(flags.flagsMask() & ~ACC_SYNCHRONIZED);
                        default -> b.with(e);
                    }
                });
    }

    private final class Body implements CodeTransform {
        private final ClassDesc self;
        private final Bridges bridges;
        private final boolean locks;
        private final boolean isStatic;
        private int line;
        private @org.jspecify.annotations.Nullable Label start;

        Body(ClassModel model, Bridges bridges, boolean locks, boolean isStatic) {
            this.self = model.thisClass().asSymbol();
            this.bridges = bridges;
            this.locks = locks;
            this.isStatic = isStatic;
        }

        private void lock(CodeBuilder b) {
            if (isStatic) {
                b.loadConstant(self);
            } else {
                b.aload(0);
            }
        }

        @Override
        public void atStart(CodeBuilder b) {
            if (locks) {
                lock(b);
                b.monitorenter();
                start = b.newBoundLabel();
            }
        }

        @Override
        public void atEnd(CodeBuilder b) {
            Label from = start;
            if (from != null) {
                Label end = b.newBoundLabel();
                lock(b);
                b.monitorexit();
                b.athrow();
                b.exceptionCatchAll(from, end, end);
            }
        }

        @Override
        public void accept(CodeBuilder b, CodeElement e) {
            switch (e) {
                case LineNumber number -> {
                    line = number.line();
                    b.with(e);
                }
                case ReturnInstruction _ when locks -> {
                    lock(b);
                    b.monitorexit();
                    b.with(e);
                }
                case InvokeInstruction call when isSynchronizedOfJdk(call) -> lockedCall(b, call);
                case InvokeDynamicInstruction dynamic -> reference(b, dynamic);
                default -> b.with(e);
            }
        }

        private void lockedCall(CodeBuilder b, InvokeInstruction call) {
            MethodTypeDesc type =
                    call.typeSymbol().insertParameterTypes(0, call.owner().asSymbol());
            DirectMethodHandleDesc target =
                    MethodHandleDesc.ofMethod(
                            DirectMethodHandleDesc.Kind.VIRTUAL,
                            call.owner().asSymbol(),
                            call.name().stringValue(),
                            call.typeSymbol());
            bridges.lockedCall(b, target, type, line);
        }

        private void reference(CodeBuilder b, InvokeDynamicInstruction dynamic) {
            Optional<DirectMethodHandleDesc> target =
                    Bridges.target(dynamic).filter(Desugar.this::isInteresting);
            if (target.isPresent()) {
                bridges.reference(b, dynamic, isSynchronizedOfJdk(target.get()), line);
            } else {
                b.with(dynamic);
            }
        }
    }

    private boolean isInteresting(DirectMethodHandleDesc target) {
        String owner = Bridges.owner(target);
        return Redirects.mayConcern(owner)
                || isSynchronizedOfJdk(target)
                || ordersUnseen(target, owner)
                || rules.kind(owner, target.methodName(), target.lookupDescriptor()).isPresent();
    }

    /** Whether it is a method of a library, which may order threads as it likes. */
    private boolean ordersUnseen(DirectMethodHandleDesc target, String owner) {
        return switch (target.kind()) {
            case VIRTUAL, INTERFACE_VIRTUAL ->
                    !owner.startsWith("[")
                            && !owner.startsWith("java/lang/")
                            && !woven.test(
                                    facts.declaring(
                                            owner, target.methodName(), target.lookupDescriptor()));
            case STATIC, INTERFACE_STATIC, CONSTRUCTOR -> owner.startsWith("java/util/");
            default -> false;
        };
    }

    private boolean isSynchronizedOfJdk(DirectMethodHandleDesc target) {
        return isSynchronizedOfJdk(
                Bridges.owner(target), target.methodName(), target.lookupDescriptor());
    }

    private boolean isSynchronizedOfJdk(InvokeInstruction call) {
        return call.opcode() == Opcode.INVOKEVIRTUAL
                && isSynchronizedOfJdk(
                        call.owner().asInternalName(),
                        call.name().stringValue(),
                        call.type().stringValue());
    }

    private boolean isSynchronizedOfJdk(String owner, String name, String descriptor) {
        return SYNCHRONIZED_OF_JDK.contains(owner)
                && facts.method(owner, name, descriptor)
                        .map(ClassFacts.Declared::isSynchronized)
                        .orElse(false);
    }
}
