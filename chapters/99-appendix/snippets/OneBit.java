///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Xbatch
// covers: S0-09

import java.lang.classfile.*;

interface Worker { long spin(long limit); void stop(); }

// tag::shown[]
class Plain implements Worker {
    boolean stop;

    public long spin(long limit) {
        long steps = 0;
        while (!stop && steps < limit) steps++;
        return steps;
    }

    public void stop() { stop = true; }
}

class Volatile implements Worker {
    volatile boolean stop;                                // <1>
    // end::shown[]

    public long spin(long limit) {
        long steps = 0;
        while (!stop && steps < limit) steps++;
        return steps;
    }

    public void stop() { stop = true; }
}

ClassModel compiled(Class<?> type) throws IOException {
    try (var file = type.getResourceAsStream(type.getName() + ".class")) {
        return ClassFile.of().parse(file.readAllBytes());
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

boolean ends(Worker worker) throws InterruptedException {
    for (int i = 0; i < 20_000; i++) worker.spin(1_000);  // until it is compiled
    var thread = Thread.ofPlatform().daemon().start(() -> worker.spin(Long.MAX_VALUE));
    Thread.sleep(100);
    worker.stop();
    return thread.join(Duration.ofSeconds(2));
}

void main() throws IOException, InterruptedException {
    var plain = compiled(Plain.class);
    var marked = compiled(Volatile.class);
    IO.println("flags of the fields: " + plain.fields().getFirst().flags().flags()
            + " and " + marked.fields().getFirst().flags().flags());
    IO.println("the instructions of both loops are the same: "
            + spinIn(plain).equals(spinIn(marked)));
    IO.println("the loop ends: " + ends(new Plain()) + " and " + ends(new Volatile()));
}
