package flagtokens;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The calls that access a handle or an atomic in plain mode, with no more guarantees than a plain
 * field. The lab sees that a handle is used; only the class file tells in which mode. Under a lock
 * a plain access is enough, so methods that acquire one may make it.
 */
final class PlainModes {
    static final String WHY =
            "outside a lock, get() and set() of a VarHandle, and plain accesses, guarantee no"
                    + " visibility";

    private static final Set<String> OF_HANDLES =
            Set.of("java/lang/invoke/VarHandle.get", "java/lang/invoke/VarHandle.set");

    private PlainModes() {}

    /** The plain accesses of {@code answer} and its nest members, outside a lock. */
    static List<String> usedBy(Class<?> answer) throws IOException {
        List<String> accesses = new ArrayList<>();
        for (Class<?> type : answer.getNestMembers()) {
            for (MethodModel method : methods(type)) {
                if (!locks(method)) {
                    accesses.addAll(calls(method).filter(PlainModes::isPlain).toList());
                }
            }
        }
        return accesses;
    }

    private static boolean locks(MethodModel method) {
        return method.flags().has(AccessFlag.SYNCHRONIZED)
                || instructions(method).anyMatch(i -> i.opcode() == Opcode.MONITORENTER)
                || calls(method).anyMatch(call -> call.endsWith("Lock.lock"));
    }

    private static boolean isPlain(String call) {
        return OF_HANDLES.contains(call)
                || call.endsWith(".getPlain")
                || call.endsWith(".setPlain");
    }

    private static Stream<String> calls(MethodModel method) {
        return instructions(method)
                .filter(InvokeInstruction.class::isInstance)
                .map(InvokeInstruction.class::cast)
                .map(call -> call.owner().asInternalName() + "." + call.name().stringValue());
    }

    private static Stream<Instruction> instructions(MethodModel method) {
        return method.code().stream()
                .flatMap(CodeModel::elementStream)
                .filter(Instruction.class::isInstance)
                .map(Instruction.class::cast);
    }

    private static List<MethodModel> methods(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream file = type.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(file, "class file of the answer").readAllBytes();
            return ClassFile.of().parse(bytes).methods();
        }
    }
}
