package cancelsafe.lab.weave;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_VOLATILE;

import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.FieldReference;
import cancelsafe.lab.weave.ClassFacts.DeclaredField;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
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
        ORDERS,
        /** It reaches a field or an element, and orders the threads that do so with the same. */
        INDIRECT
    }

    /** An access to a field that may differ between threads. */
    record FieldAccess(Kind kind, FieldReference field) {}

    private static final Set<String> ALONE =
            Set.of(
                    "java/util/concurrent/TimeUnit",
                    "java/util/concurrent/ThreadLocalRandom",
                    "java/util/concurrent/Callable");

    private static final Set<String> OF_THREAD =
            Set.of("start", "join", "interrupt", "isInterrupted", "isAlive", "getState");

    private static final Set<String> UPDATERS =
            Set.of(
                    "java/util/concurrent/atomic/AtomicIntegerFieldUpdater",
                    "java/util/concurrent/atomic/AtomicLongFieldUpdater",
                    "java/util/concurrent/atomic/AtomicReferenceFieldUpdater");

    private static final Pattern ACCESSING =
            Pattern.compile(
                    "(get|set|compareAnd|weakCompareAnd|lazySet|addAnd|increment|decrement"
                            + "|update|accumulate).*");

    private static final Pattern CHANGING =
            Pattern.compile(
                    "(add|put|set|offer|push|pop|poll|remove|retain|clear|replace|merge|compute|sort)"
                        + "([A-Z].*)?");

    /** Methods of Collections that change what they are given. */
    private static final Set<String> CHANGING_ARGUMENTS =
            Set.of(
                    "addAll",
                    "copy",
                    "fill",
                    "replaceAll",
                    "reverse",
                    "rotate",
                    "shuffle",
                    "sort",
                    "swap");

    /** Of such a method of Collections the result refers to its argument, and reads it later. */
    private static final Pattern VIEWING =
            Pattern.compile("(unmodifiable|synchronized|checked|as|newSet|emptyIf).*");

    private final ClassFacts facts;
    private final Predicate<String> woven;

    SharingRules(ClassFacts facts, Predicate<String> woven) {
        this.facts = facts;
        this.woven = woven;
    }

    /**
     * What an access to a field is; empty if it cannot differ between threads, or if the lab does
     * not watch the class. Where no class file tells, it is taken for one to a plain field, and
     * judged at run time.
     */
    Optional<FieldAccess> access(FieldInstruction f) {
        String owner = f.owner().asInternalName();
        String name = f.name().stringValue();
        String descriptor = f.type().stringValue();
        boolean read = f.opcode() == Opcode.GETFIELD || f.opcode() == Opcode.GETSTATIC;
        Kind plain = read ? Kind.READ : Kind.WRITE;
        Optional<DeclaredField> declared = facts.field(owner, name, descriptor);
        if (declared.isEmpty()) {
            return Optional.of(new FieldAccess(plain, new FieldReference("", name, descriptor)));
        }
        DeclaredField field = declared.get();
        boolean isVolatile = field.is(ACC_VOLATILE);
        boolean watched = isVolatile || woven.test(field.owner()) || woven.test(owner);
        return field.is(ACC_FINAL) || !watched
                ? Optional.empty()
                : Optional.of(
                        new FieldAccess(
                                isVolatile ? Kind.VOLATILE : plain,
                                new FieldReference(
                                        field.owner().replace('/', '.'), name, descriptor)));
    }

    /** A method that woven code inherits from the JDK is one of the JDK. */
    Effect effect(Call call) {
        String owner = call.owner();
        if (woven.test(owner)) {
            owner = facts.declaring(owner, call.name(), call.descriptor());
        }
        if (call.isConstructor() || owner.startsWith("[")) {
            return Effect.NONE;
        }
        if (isIndirect(call)) {
            return Effect.INDIRECT;
        }
        if (owner.startsWith("java/util/concurrent/")) {
            return ALONE.contains(owner) ? Effect.NONE : Effect.ORDERS;
        }
        if (owner.equals("java/lang/Thread") || woven.test(owner)) {
            return OF_THREAD.contains(call.name()) && facts.isA(owner, "java/lang/Thread")
                    ? Effect.ORDERS
                    : Effect.NONE;
        }
        boolean isFence = owner.equals("java/lang/invoke/VarHandle") && call.isStatic();
        if (isFence || owner.startsWith("java/io/")) {
            return Effect.ORDERS;
        }
        boolean collects =
                facts.isA(owner, "java/util/Collection") || facts.isA(owner, "java/util/Map");
        if (collects && isOfJdk(owner)) {
            return CHANGING.matcher(call.name()).matches() ? Effect.CHANGES : Effect.READS;
        }
        return isOfJdk(owner) ? Effect.NONE : Effect.ORDERS;
    }

    /**
     * What a call of the JDK does with a collection that it is given, by index of the parameter.
     */
    Map<Integer, Kind> collections(Call call) {
        boolean isHelper = call.owner().equals("java/util/Collections");
        boolean views = isHelper && VIEWING.matcher(call.name()).matches();
        boolean changes =
                isHelper ? CHANGING_ARGUMENTS.contains(call.name()) : call.name().equals("drainTo");
        Map<Integer, Kind> collections = new TreeMap<>();
        if (isOfJdk(call.owner()) && !views) {
            Kind kind = changes ? Kind.WRITE : Kind.READ;
            for (int p = 0; p < call.type().parameterCount(); p++) {
                if (isCollection(call.type().parameterType(p).descriptorString())) {
                    collections.put(p, kind);
                }
            }
        }
        return collections;
    }

    private boolean isCollection(String descriptor) {
        if (!descriptor.startsWith("Ljava/")) {
            return false;
        }
        String type = descriptor.substring(1, descriptor.length() - 1);
        return facts.isA(type, "java/lang/Iterable") || facts.isA(type, "java/util/Map");
    }

    /** Whether it accesses a variable through a handle, an updater or reflection. */
    private static boolean isIndirect(Call call) {
        String owner = call.owner();
        return switch (owner) {
            case "java/lang/invoke/VarHandle" ->
                    !call.isStatic() && ACCESSING.matcher(call.name()).matches();
            case "java/lang/invoke/MethodHandle" -> call.name().startsWith("invoke");
            case "java/lang/reflect/Field" ->
                    ACCESSING.matcher(call.name()).matches()
                            && call.descriptor().startsWith("(Ljava/lang/Object;");
            default -> UPDATERS.contains(owner) && !call.isStatic();
        };
    }

    private static boolean isOfJdk(String owner) {
        return owner.startsWith("java/") || owner.startsWith("javax/") || owner.startsWith("jdk/");
    }
}
