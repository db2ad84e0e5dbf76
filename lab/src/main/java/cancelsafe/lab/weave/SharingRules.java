package cancelsafe.lab.weave;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_VOLATILE;

import cancelsafe.lab.hook.Site.Kind;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which accesses and calls make the order of the threads matter. */
final class SharingRules {
    /** What a call means to other threads. */
    enum Effect {
        /** Nothing. */
        NONE,
        /** It reads a collection, which may be seen by others and orders nobody. */
        READS,
        /** It changes such a collection. */
        CHANGES,
        /** It may be seen by others, and orders the threads that use the same object. */
        ORDERS
    }

    private static final Set<String> ALONE =
            Set.of(
                    "java/util/concurrent/TimeUnit",
                    "java/util/concurrent/ThreadLocalRandom",
                    "java/util/concurrent/Callable");

    private static final Set<String> OF_THREAD =
            Set.of("start", "join", "interrupt", "isInterrupted", "isAlive", "getState");

    private static final Pattern CHANGING =
            Pattern.compile(
                    "(add|put|set|offer|push|pop|poll|remove|retain|clear|replace|merge|compute|sort)"
                        + "([A-Z].*)?");

    private final ClassFacts facts;
    private final Predicate<String> woven;

    SharingRules(ClassFacts facts, Predicate<String> woven) {
        this.facts = facts;
        this.woven = woven;
    }

    /** What an access to a field is; empty if it cannot differ between threads. */
    Optional<Kind> kind(FieldInstruction f) {
        String owner = f.owner().asInternalName();
        Optional<Integer> flags = facts.fieldFlags(owner, f.name().stringValue());
        if (flags.isEmpty() || (flags.get() & ACC_FINAL) != 0 || !woven.test(owner)) {
            return Optional.empty();
        }
        if ((flags.get() & ACC_VOLATILE) != 0) {
            return Optional.of(Kind.VOLATILE);
        }
        boolean read = f.opcode() == Opcode.GETFIELD || f.opcode() == Opcode.GETSTATIC;
        return Optional.of(read ? Kind.READ : Kind.WRITE);
    }

    Effect effect(Call call) {
        String owner = call.owner();
        if (call.isConstructor() || owner.startsWith("[")) {
            return Effect.NONE;
        }
        if (owner.startsWith("java/util/concurrent/")) {
            return ALONE.contains(owner) ? Effect.NONE : Effect.ORDERS;
        }
        if (owner.equals("java/lang/Thread") || woven.test(owner)) {
            return OF_THREAD.contains(call.name()) && facts.isA(owner, "java/lang/Thread")
                    ? Effect.ORDERS
                    : Effect.NONE;
        }
        if (owner.equals("java/lang/invoke/VarHandle") || owner.startsWith("java/io/")) {
            return Effect.ORDERS;
        }
        boolean collects =
                facts.isA(owner, "java/util/Collection") || facts.isA(owner, "java/util/Map");
        if (collects && isOfJdk(owner)) {
            return CHANGING.matcher(call.name()).matches() ? Effect.CHANGES : Effect.READS;
        }
        return isOfJdk(owner) ? Effect.NONE : Effect.ORDERS;
    }

    private static boolean isOfJdk(String owner) {
        return owner.startsWith("java/") || owner.startsWith("javax/") || owner.startsWith("jdk/");
    }
}
