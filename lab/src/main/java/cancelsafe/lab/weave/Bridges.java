package cancelsafe.lab.weave;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.classfile.ClassFile.ACC_SYNTHETIC;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Static methods that are added to a class, each to make a call that could not be seen before. */
final class Bridges {
    private static final String LAMBDAS = "Ljava/lang/invoke/LambdaMetafactory;";
    private static final String NAME = "lab$bridge$";

    private final ClassDesc self;
    private final boolean inInterface;
    private final List<Bridge> bridges = new ArrayList<>();

    /** Bridges for this class; none yet. */
    Bridges(ClassModel model) {
        self = model.thisClass().asSymbol();
        inInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    private record Bridge(
            String name,
            MethodTypeDesc type,
            DirectMethodHandleDesc target,
            int line,
            boolean locks) {}

    /** Whether the method with this name is a bridge. */
    static boolean isBridge(String method) {
        return method.startsWith(NAME);
    }

    /** The method that a method reference or a lambda leads to; empty if it is neither. */
    static Optional<DirectMethodHandleDesc> target(InvokeDynamicInstruction dynamic) {
        boolean isLambda = dynamic.bootstrapMethod().owner().descriptorString().equals(LAMBDAS);
        return isLambda && dynamic.bootstrapArgs().get(1) instanceof DirectMethodHandleDesc target
                ? Optional.of(target)
                : Optional.empty();
    }

    /** Internal name of the class that {@code target} names. */
    static String owner(DirectMethodHandleDesc target) {
        String d = target.owner().descriptorString();
        return d.startsWith("L") ? d.substring(1, d.length() - 1) : d;
    }

    /**
     * Replaces a method reference by one to a bridge.
     *
     * @param locks whether the bridge holds the receiver's monitor meanwhile
     * @param line of the source in which it stands
     */
    void reference(CodeBuilder b, InvokeDynamicInstruction dynamic, boolean locks, int line) {
        DirectMethodHandleDesc target = target(dynamic).orElseThrow();
        MethodTypeDesc type = type(dynamic, target);
        List<ConstantDesc> arguments = new ArrayList<>(dynamic.bootstrapArgs());
        arguments.set(
                1,
                MethodHandleDesc.ofMethod(
                        inInterface
                                ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
                                : DirectMethodHandleDesc.Kind.STATIC,
                        self,
                        add(target, type, line, locks),
                        type));
        b.invokedynamic(
                DynamicCallSiteDesc.of(
                        dynamic.bootstrapMethod(),
                        dynamic.name().stringValue(),
                        dynamic.typeSymbol(),
                        arguments.toArray(ConstantDesc[]::new)));
    }

    /** Calls {@code target}, whose receiver comes first in {@code type}, with its monitor held. */
    void lockedCall(CodeBuilder b, DirectMethodHandleDesc target, MethodTypeDesc type, int line) {
        b.invokestatic(self, add(target, type, line, true), type, inInterface);
    }

    /** A static method must take what is captured exactly as it is, also where it is narrower. */
    private static MethodTypeDesc type(
            InvokeDynamicInstruction dynamic, DirectMethodHandleDesc target) {
        MethodTypeDesc type = target.invocationType();
        return dynamic.typeSymbol().parameterCount() == 0
                ? type
                : type.changeParameterType(0, dynamic.typeSymbol().parameterType(0));
    }

    private String add(
            DirectMethodHandleDesc target, MethodTypeDesc type, int line, boolean locks) {
        String name = NAME + bridges.size();
        bridges.add(new Bridge(name, type, target, line, locks));
        return name;
    }

    /** Adds all of them to the class that {@code builder} builds. */
    void build(ClassBuilder builder) {
        bridges.forEach(bridge -> build(builder, bridge));
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
