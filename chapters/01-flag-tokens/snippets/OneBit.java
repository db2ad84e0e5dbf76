///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-09

import java.lang.classfile.*;

class Plain {
    boolean stop;

    int spin(int limit) {
        int steps = 0;
        while (!stop && steps < limit) steps++;
        return steps;
    }
}

class Volatile {
    volatile boolean stop;                                // the only difference

    int spin(int limit) {
        int steps = 0;
        while (!stop && steps < limit) steps++;
        return steps;
    }
}

ClassModel compiled(Class<?> type) throws IOException {
    try (var file = type.getResourceAsStream(type.getName() + ".class")) {
        return ClassFile.of().parse(file.readAllBytes());  // <1>
    }
}

List<Opcode> spinIn(ClassModel type) {
    return type.methods().stream()
            .filter(method -> method.methodName().equalsString("spin"))
            .flatMap(method -> method.code().orElseThrow().elementStream())
            .filter(Instruction.class::isInstance)
            .map(instruction -> ((Instruction) instruction).opcode())
            .toList();
}

void main() throws IOException {
    var plain = compiled(Plain.class);
    var marked = compiled(Volatile.class);
    IO.println("plain field:    " + plain.fields().getFirst().flags().flags());
    IO.println("volatile field: " + marked.fields().getFirst().flags().flags());
    IO.println("the loops are the same: " + spinIn(plain).equals(spinIn(marked)));
    IO.println("both read the flag by:  " + spinIn(marked).get(3));
}
