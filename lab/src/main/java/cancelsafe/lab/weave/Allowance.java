package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.Set;

/**
 * A call that may return without a reason (a spurious wakeup) or fail without one (a weak
 * compareAndSet): what its specification says, and tests on a real machine hardly ever show.
 *
 * @param call the call
 * @param result what it returns then
 */
record Allowance(Call call, Result result) {
    private static final Set<String> WAITS = Set.of("wait()V", "wait(J)V", "wait(JI)V");
    private static final Set<String> AWAITS =
            Set.of("await", "awaitUninterruptibly", "awaitNanos", "awaitUntil");
    private static final Set<String> PARKS = Set.of("park", "parkNanos", "parkUntil");
    private static final MethodTypeDesc OF_SITE = MethodTypeDesc.of(CD_boolean, CD_int);

    enum Result {
        /** It has woken up: nothing, or true, or all of the time that it was given. */
        WOKEN,
        /** It has failed: false. */
        FAILED
    }

    static Optional<Allowance> of(Call call, ClassFacts facts) {
        boolean wakes =
                (!call.isStatic() && WAITS.contains(call.name() + call.descriptor()))
                        || (AWAITS.contains(call.name())
                                && facts.isA(call.owner(), "java/util/concurrent/locks/Condition"))
                        || (call.owner().equals("java/util/concurrent/locks/LockSupport")
                                && PARKS.contains(call.name()))
                        || call.is("java/util/concurrent/TimeUnit", "timedWait");
        if (wakes) {
            return Optional.of(new Allowance(call, Result.WOKEN));
        }
        boolean fails =
                call.name().startsWith("weakCompareAndSet")
                        && (call.owner().startsWith("java/util/concurrent/atomic/")
                                || call.owner().equals("java/lang/invoke/VarHandle"));
        return fails ? Optional.of(new Allowance(call, Result.FAILED)) : Optional.empty();
    }

    /** What happens, in words. */
    String describe() {
        return call.describe()
                + (result == Result.FAILED ? " fails spuriously" : " returns spuriously");
    }

    /** Makes the call, unless the run takes the allowance. */
    void unlessTaken(CodeBuilder b, ClassDesc hook, int site, Runnable make) {
        Label taken = b.newLabel();
        Label end = b.newLabel();
        b.loadConstant(site).invokestatic(hook, "allows", OF_SITE).ifne(taken);
        make.run();
        b.goto_(end).labelBinding(taken);
        MethodTypeDesc type = call.type();
        boolean returnsLong = type.returnType().equals(ConstantDescs.CD_long);
        int nanos = returnsLong ? b.allocateLocal(TypeKind.LONG) : 0;
        for (int p = type.parameterCount() - 1; p >= 0; p--) {
            TypeKind kind = TypeKind.from(type.parameterType(p));
            if (returnsLong) {
                b.storeLocal(kind, nanos); // awaitNanos has one parameter
            } else if (kind.slotSize() == 2) {
                b.pop2();
            } else {
                b.pop();
            }
        }
        if (!call.isStatic()) {
            b.pop();
        }
        if (returnsLong) {
            b.loadLocal(TypeKind.LONG, nanos);
        } else if (type.returnType().equals(CD_boolean)) {
            b.loadConstant(result == Result.WOKEN ? 1 : 0);
        }
        b.labelBinding(end);
    }
}
