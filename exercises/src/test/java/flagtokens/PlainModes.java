package flagtokens;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The calls that access a handle or an atomic in plain mode, with no more guarantees than a plain
 * field. The lab sees that a handle is used; only the class file tells in which mode.
 */
final class PlainModes {
    static final String WHY =
            "get() and set() of a VarHandle, and plain accesses, guarantee no visibility";

    private static final Set<String> OF_HANDLES =
            Set.of("java/lang/invoke/VarHandle.get", "java/lang/invoke/VarHandle.set");

    private PlainModes() {}

    /** The plain accesses of {@code answer} and its nest members. */
    static List<String> usedBy(Class<?> answer) throws IOException {
        List<String> calls = new ArrayList<>();
        for (Class<?> type : answer.getNestMembers()) {
            calls.addAll(calls(type));
        }
        calls.removeIf(call -> !isPlain(call));
        return calls;
    }

    private static boolean isPlain(String call) {
        return OF_HANDLES.contains(call)
                || call.endsWith(".getPlain")
                || call.endsWith(".setPlain");
    }

    private static List<String> calls(Class<?> type) throws IOException {
        String name = type.getName().substring(type.getPackageName().length() + 1) + ".class";
        try (InputStream file = type.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(file, "class file of the answer").readAllBytes();
            return ClassFile.of().parse(bytes).methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(CodeModel::elementStream)
                    .filter(InvokeInstruction.class::isInstance)
                    .map(InvokeInstruction.class::cast)
                    .map(call -> call.owner().asInternalName() + "." + call.name().stringValue())
                    .toList();
        }
    }
}
