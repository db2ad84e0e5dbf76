package cancelsafe.lab.weave;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNCHRONIZED;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

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
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The first pass: every call that the second pass must see becomes a plain call. A method reference
 * to a library's method goes through a bridge method that makes the call; a synchronized method
 * becomes a method with a synchronized body, and a call of a synchronized method of {@code Vector}
 * and the like goes through a bridge that holds the object's monitor.
 */
final class Desugar {
    private static final String LAMBDAS = "Ljava/lang/invoke/LambdaMetafactory;";
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
    private final List<Bridge> bridges = new ArrayList<>();

    Desugar(ClassFacts facts, PointRules rules, Predicate<String> woven) {
        this.facts = facts;
        this.rules = rules;
        this.woven = woven;
    }

    private record Bridge(
            String name,
            MethodTypeDesc type,
            DirectMethodHandleDesc target,
            int line,
            boolean locks) {}

    byte[] apply(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        ClassTransform methods =
                (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        method(model, builder, method);
                    } else {
                        builder.with(element);
                    }
                };
        return classFile.transformClass(
                model,
                methods.andThen(ClassTransform.endHandler(b -> bridges.forEach(r -> build(b, r)))));
    }

    private void method(ClassModel model, ClassBuilder builder, MethodModel method) {
        boolean locks = method.flags().has(AccessFlag.SYNCHRONIZED);
        Body body = new Body(model, locks, method.flags().has(AccessFlag.STATIC));
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
        private final boolean inInterface;
        private final boolean locks;
        private final boolean isStatic;
        private int line;
        private @org.jspecify.annotations.Nullable Label start;

        Body(ClassModel model, boolean locks, boolean isStatic) {
            this.self = model.thisClass().asSymbol();
            this.inInterface = model.flags().has(AccessFlag.INTERFACE);
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
                case InvokeDynamicInstruction dynamic
                        when isMethodReference(dynamic)
                                && dynamic.bootstrapArgs().get(1)
                                        instanceof DirectMethodHandleDesc h
                                && isInteresting(h) ->
                        reference(b, dynamic, h);
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
            b.invokestatic(self, bridge(target, type, true), type, inInterface);
        }

        private void reference(
                CodeBuilder b, InvokeDynamicInstruction dynamic, DirectMethodHandleDesc target) {
            MethodTypeDesc type = bridgeType(dynamic, target);
            List<ConstantDesc> arguments = new ArrayList<>(dynamic.bootstrapArgs());
            arguments.set(
                    1,
                    MethodHandleDesc.ofMethod(
                            inInterface
                                    ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                                    : DirectMethodHandleDesc.Kind.STATIC,
                            self,
                            bridge(target, type, isSynchronizedOfJdk(target)),
                            type));
            b.invokedynamic(
                    DynamicCallSiteDesc.of(
                            dynamic.bootstrapMethod(),
                            dynamic.name().stringValue(),
                            dynamic.typeSymbol(),
                            arguments.toArray(ConstantDesc[]::new)));
        }

        /**
         * A static method must take what is captured exactly as it is, also where it is narrower.
         */
        private static MethodTypeDesc bridgeType(
                InvokeDynamicInstruction dynamic, DirectMethodHandleDesc target) {
            MethodTypeDesc type = target.invocationType();
            return dynamic.typeSymbol().parameterCount() == 0
                    ? type
                    : type.changeParameterType(0, dynamic.typeSymbol().parameterType(0));
        }

        private String bridge(DirectMethodHandleDesc target, MethodTypeDesc type, boolean locked) {
            String name = "lab$bridge$" + bridges.size();
            bridges.add(new Bridge(name, type, target, line, locked));
            return name;
        }
    }

    private static boolean isMethodReference(InvokeDynamicInstruction dynamic) {
        return dynamic.bootstrapMethod().owner().descriptorString().equals(LAMBDAS);
    }

    private boolean isInteresting(DirectMethodHandleDesc target) {
        String owner = internal(target.owner());
        return Redirects.mayConcern(owner)
                || isSynchronizedOfJdk(target)
                || ordersUnseen(target, owner)
                || rules.kind(owner, target.methodName(), target.lookupDescriptor()).isPresent();
    }

    /** Whether it is a method of a library, which may order threads as it likes. */
    private boolean ordersUnseen(DirectMethodHandleDesc target, String owner) {
        return switch (target.kind()) {
            case VIRTUAL, INTERFACE_VIRTUAL ->
                    !owner.startsWith("[") && !owner.startsWith("java/lang/") && !woven.test(owner);
            default -> false;
        };
    }

    private boolean isSynchronizedOfJdk(DirectMethodHandleDesc target) {
        return isSynchronizedOfJdk(
                internal(target.owner()), target.methodName(), target.lookupDescriptor());
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

    private static String internal(ClassDesc type) {
        String d = type.descriptorString();
        return d.startsWith("L") ? d.substring(1, d.length() - 1) : d;
    }

    private static void build(ClassBuilder builder, Bridge bridge) {
        builder.withMethodBody(
                bridge.name,
                bridge.type,
                ACC_PRIVATE | ACC_STATIC | ACC_SYNTHETIC,
                b -> {
                    b.lineNumber(bridge.line);
                    if (bridge.locks) {
                        b.aload(0).monitorenter();
                        Label start = b.newBoundLabel();
                        call(b, bridge);
                        b.aload(0).monitorexit();
                        b.return_(TypeKind.from(bridge.type.returnType()));
                        Label end = b.newBoundLabel();
                        b.aload(0).monitorexit().athrow();
                        b.exceptionCatchAll(start, end, end);
                    } else {
                        call(b, bridge);
                        b.return_(TypeKind.from(bridge.type.returnType()));
                    }
                });
    }

    private static void call(CodeBuilder b, Bridge bridge) {
        DirectMethodHandleDesc target = bridge.target;
        ClassDesc owner = target.owner();
        String name = target.methodName();
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(target.lookupDescriptor());
        if (target.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
            b.new_(owner).dup();
        }
        for (int i = 0; i < bridge.type.parameterCount(); i++) {
            b.loadLocal(TypeKind.from(bridge.type.parameterType(i)), b.parameterSlot(i));
        }
        switch (target.kind()) {
            case STATIC -> b.invokestatic(owner, name, type);
            case INTERFACE_STATIC -> b.invokestatic(owner, name, type, true);
            case INTERFACE_VIRTUAL -> b.invokeinterface(owner, name, type);
            case CONSTRUCTOR -> b.invokespecial(owner, "<init>", type);
            default -> b.invokevirtual(owner, name, type);
        }
    }
}
