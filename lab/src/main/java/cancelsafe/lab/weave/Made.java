package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * A call that makes a handle or an updater for a field. Neither tells later which field that is
 * ({@code VarHandle.describeConstable} fails for one that is inherited), so it is noted here.
 *
 * @param how the note, in {@link cancelsafe.lab.hook.FieldHandles}
 * @param type what it takes
 * @param arguments which arguments of the call it takes, behind what was made
 */
record Made(String how, MethodTypeDesc type, List<Integer> arguments) {
    private static final ClassDesc HANDLES = ClassDesc.of("cancelsafe.lab.hook.FieldHandles");
    private static final ClassDesc FIELD = ClassDesc.of("java.lang.reflect.Field");
    private static final String ATOMIC = "java/util/concurrent/atomic/Atomic";

    /** What is to be noted when {@code call} has returned; empty if it makes no handle. */
    static Optional<Made> by(Call call) {
        return switch (call.owner()) {
            case "java/lang/invoke/MethodHandles$Lookup" -> byLookup(call.name());
            case ATOMIC + "IntegerFieldUpdater", ATOMIC + "LongFieldUpdater" ->
                    byUpdater(call.name(), 1);
            case ATOMIC + "ReferenceFieldUpdater" -> byUpdater(call.name(), 2);
            default -> Optional.empty();
        };
    }

    private static Optional<Made> byLookup(String name) {
        return switch (name) {
            case "findVarHandle",
                    "findStaticVarHandle",
                    "findGetter",
                    "findSetter",
                    "findStaticGetter",
                    "findStaticSetter" ->
                    Optional.of(
                            new Made(
                                    "note",
                                    MethodTypeDesc.of(
                                            CD_void, CD_Object, CD_Class, CD_String, CD_Class),
                                    List.of(0, 1, 2)));
            case "unreflectVarHandle", "unreflectGetter", "unreflectSetter" ->
                    Optional.of(
                            new Made(
                                    "note",
                                    MethodTypeDesc.of(CD_void, CD_Object, FIELD),
                                    List.of(0)));
            default -> Optional.empty();
        };
    }

    private static Optional<Made> byUpdater(String name, int nameArgument) {
        return name.equals("newUpdater")
                ? Optional.of(
                        new Made(
                                "noteUpdater",
                                MethodTypeDesc.of(CD_void, CD_Object, CD_Class, CD_String),
                                List.of(0, nameArgument)))
                : Optional.empty();
    }

    /**
     * Notes what the call has left on the stack.
     *
     * @param kept the local variables with the call's arguments
     */
    void note(CodeBuilder b, List<Integer> kept) {
        b.dup();
        for (int argument : arguments) {
            b.aload(kept.get(argument));
        }
        b.invokestatic(HANDLES, how, type);
    }
}
