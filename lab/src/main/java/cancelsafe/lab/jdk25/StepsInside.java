package cancelsafe.lab.jdk25;

import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/**
 * Classes of the JDK in which another thread may go on before each access to what threads share.
 * Calls into all others are one step, because they have the effect of one.
 */
final class StepsInside {
    /** A poll may take what an addition has made the second: see JDK-8256833. */
    static final Set<String> CLASSES = Set.of("java.util.concurrent.ConcurrentLinkedDeque");

    private StepsInside() {}

    static void stepwise(CodeBuilder b, CodeElement e) {
        boolean isAccess =
                switch (e) {
                    case FieldInstruction f -> f.opcode() == Opcode.GETFIELD;
                    case InvokeInstruction i ->
                            i.owner().asInternalName().equals("java/lang/invoke/VarHandle");
                    default -> false;
                };
        if (isAccess) {
            b.invokestatic(JdkPatches.HOOK, "step", MethodTypeDesc.of(CD_void));
        }
        b.with(e);
    }
}
