package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Set;

/**
 * Calls that the lab makes itself, so that threads, pools, timers, monitors and clocks of a run
 * belong to the run. Outside a run the replacements do what the original does.
 */
final class Redirects {
    private static final ClassDesc THREADS = ClassDesc.of("cancelsafe.lab.hook.Threads");
    private static final ClassDesc POOLS = ClassDesc.of("cancelsafe.lab.hook.Pools");
    private static final ClassDesc TIME = ClassDesc.of("cancelsafe.lab.hook.Time");
    private static final ClassDesc CD_THREAD = ClassDesc.of("java.lang.Thread");
    private static final ClassDesc FACTORY = ClassDesc.of("java.util.concurrent.ThreadFactory");
    private static final ClassDesc EXECUTOR = ClassDesc.of("java.util.concurrent.Executor");
    private static final ClassDesc CLOCK = ClassDesc.of("java.time.Clock");
    private static final String THREAD = "java/lang/Thread";

    private static final Set<String> OF_THREAD =
            Set.of(
                    "start",
                    "join",
                    "interrupt",
                    "isInterrupted",
                    "isAlive",
                    "getState",
                    "setDaemon",
                    "isDaemon");

    /**
     * Final methods of Object, whose owner is the interface where they are called on a {@code List}
     * or the like; nobody else can declare them.
     */
    private static final Map<String, String> OF_OBJECT =
            Map.of(
                    "wait()V", "await",
                    "wait(J)V", "await",
                    "wait(JI)V", "await",
                    "notify()V", "signal",
                    "notifyAll()V", "signalAll");

    private Redirects() {}

    /** Whether a call of a method of this class may be redirected. */
    static boolean mayConcern(String owner) {
        return owner.equals(THREAD)
                || owner.startsWith("java/lang/Thread$Builder")
                || owner.startsWith("java/util/concurrent/")
                || owner.startsWith("java/time/")
                || owner.equals("java/lang/System")
                || owner.equals("java/lang/Object")
                || owner.equals("java/util/Collections")
                || owner.equals("java/util/stream/StreamSupport")
                || owner.equals("java/util/Arrays")
                || owner.equals("java/util/Date");
    }

    /** {@code new Thread(..)} whose {@code new} and {@code dup} have been left out. */
    static void newThread(CodeBuilder b, Call call) {
        b.invokestatic(THREADS, "newThread", call.type().changeReturnType(CD_THREAD));
    }

    /** Makes the call in another way; false if it is to be made as it stands. */
    static boolean make(CodeBuilder b, Call call, ClassFacts facts) {
        if (object(b, call)) {
            return true;
        }
        return switch (call.owner()) {
            case "java/lang/System" -> system(b, call);
            case "java/util/Collections" -> collections(b, call);
            case "java/util/concurrent/locks/LockSupport" -> lockSupport(b, call);
            case "java/util/concurrent/Executors" -> executors(b, call);
            case "java/util/concurrent/ThreadPoolExecutor",
                    "java/util/concurrent/ScheduledThreadPoolExecutor" ->
                    pool(b, call);
            case "java/util/concurrent/CompletableFuture", "java/util/concurrent/CompletionStage" ->
                    future(b, call);
            case "java/util/concurrent/TimeUnit" -> timedWait(b, call);
            case "java/util/Date" -> date(b, call);
            case "java/util/concurrent/ConcurrentHashMap" -> bulk(b, call);
            case "java/util/concurrent/SubmissionPublisher" -> publisher(b, call);
            default -> elsewhere(b, call, facts);
        };
    }

    private static boolean object(CodeBuilder b, Call call) {
        String name = OF_OBJECT.get(call.name() + call.descriptor());
        if (name == null || call.isStatic()) {
            return false;
        }
        b.invokestatic(Instrument.MONITORS, name, call.withReceiver(CD_Object));
        return true;
    }

    private static boolean timedWait(CodeBuilder b, Call call) {
        if (!call.name().equals("timedWait")) {
            return false;
        }
        b.invokestatic(Instrument.MONITORS, call.name(), call.withReceiver(call.ownerType()));
        return true;
    }

    private static boolean system(CodeBuilder b, Call call) {
        if (!call.name().equals("nanoTime") && !call.name().equals("currentTimeMillis")) {
            return false;
        }
        b.invokestatic(TIME, call.name(), call.type());
        return true;
    }

    private static boolean collections(CodeBuilder b, Call call) {
        if (!call.name().startsWith("synchronized")) {
            return false;
        }
        b.invokestatic(
                ClassDesc.of("cancelsafe.lab.hook.SynchronizedView"),
                "of",
                MethodTypeDesc.of(CD_Object, CD_Object));
        b.checkcast(call.type().returnType());
        return true;
    }

    private static boolean lockSupport(CodeBuilder b, Call call) {
        if (!call.name().equals("unpark")) {
            return false;
        }
        b.invokestatic(THREADS, "unpark", call.type());
        return true;
    }

    private static MethodTypeDesc plus(MethodTypeDesc type, ClassDesc last) {
        return type.insertParameterTypes(type.parameterCount(), last);
    }

    private static void factory(CodeBuilder b) {
        b.invokestatic(POOLS, "factory", MethodTypeDesc.of(FACTORY));
    }

    private static void adopt(CodeBuilder b) {
        b.invokestatic(POOLS, "adopt", MethodTypeDesc.of(FACTORY, FACTORY));
    }

    private static boolean executors(CodeBuilder b, Call call) {
        String name = call.name();
        if (name.equals("defaultThreadFactory")) {
            factory(b);
            return true;
        }
        if (name.equals("newWorkStealingPool")) {
            b.invokestatic(POOLS, name, call.type());
            return true;
        }
        if (call.descriptor().contains("ThreadFactory;)")) {
            adopt(b);
            return false;
        }
        if (!name.startsWith("new") || name.equals("newVirtualThreadPerTaskExecutor")) {
            return false;
        }
        factory(b);
        b.invokestatic(call.ownerType(), name, plus(call.type(), FACTORY));
        return true;
    }

    private static boolean pool(CodeBuilder b, Call call) {
        if (!call.isConstructor()) {
            return false;
        }
        int parameters = call.type().parameterCount();
        boolean handlerOnTop =
                call.type()
                        .parameterType(parameters - 1)
                        .descriptorString()
                        .endsWith("RejectedExecutionHandler;");
        boolean hasFactory = call.descriptor().contains("ThreadFactory;");
        if (hasFactory) {
            if (handlerOnTop) {
                b.swap();
            }
            adopt(b);
        } else {
            factory(b);
        }
        if (handlerOnTop) {
            b.swap();
        }
        MethodTypeDesc type =
                hasFactory
                        ? call.type()
                        : call.type()
                                .insertParameterTypes(
                                        handlerOnTop ? parameters - 1 : parameters, FACTORY);
        b.invokespecial(call.ownerType(), "<init>", type);
        return true;
    }

    private static boolean future(CodeBuilder b, Call call) {
        if (call.name().equals("orTimeout") || call.name().equals("completeOnTimeout")) {
            ClassDesc future = ClassDesc.of("java.util.concurrent.CompletableFuture");
            b.invokestatic(TIME, call.name(), call.withReceiver(future));
            return true;
        }
        if (call.name().equals("delayedExecutor")) {
            b.invokestatic(TIME, call.name(), call.type());
            return true;
        }
        return async(b, call);
    }

    private static boolean async(CodeBuilder b, Call call) {
        if (!call.name().endsWith("Async")
                || call.descriptor().contains("Ljava/util/concurrent/Executor;")) {
            return false;
        }
        b.invokestatic(POOLS, "common", MethodTypeDesc.of(EXECUTOR));
        MethodTypeDesc type = plus(call.type(), EXECUTOR);
        switch (call.opcode()) {
            case INVOKESTATIC -> b.invokestatic(call.ownerType(), call.name(), type);
            case INVOKEINTERFACE -> b.invokeinterface(call.ownerType(), call.name(), type);
            default -> b.invokevirtual(call.ownerType(), call.name(), type);
        }
        return true;
    }

    /** Operations on all mappings, whose first parameter says from which size on in parallel. */
    private static boolean bulk(CodeBuilder b, Call call) {
        if (call.isConstructor() || !call.descriptor().startsWith("(J")) {
            return false;
        }
        int[] rest = new int[call.type().parameterCount()];
        for (int p = rest.length - 1; p > 0; p--) {
            TypeKind type = TypeKind.from(call.type().parameterType(p));
            rest[p] = b.allocateLocal(type);
            b.storeLocal(type, rest[p]);
        }
        b.invokestatic(POOLS, "threshold", MethodTypeDesc.of(CD_long, CD_long));
        for (int p = 1; p < rest.length; p++) {
            b.loadLocal(TypeKind.from(call.type().parameterType(p)), rest[p]);
        }
        return false;
    }

    private static boolean publisher(CodeBuilder b, Call call) {
        if (!call.isConstructor() || call.type().parameterCount() > 0) {
            return false;
        }
        b.invokestatic(POOLS, "common", MethodTypeDesc.of(EXECUTOR));
        b.invokestatic(
                ClassDesc.of("java.util.concurrent.Flow"),
                "defaultBufferSize",
                MethodTypeDesc.of(CD_int));
        b.invokespecial(call.ownerType(), "<init>", MethodTypeDesc.of(CD_void, EXECUTOR, CD_int));
        return true;
    }

    private static boolean date(CodeBuilder b, Call call) {
        if (!call.isConstructor() || call.type().parameterCount() > 0) {
            return false;
        }
        b.invokestatic(TIME, "currentTimeMillis", MethodTypeDesc.of(CD_long));
        b.invokespecial(call.ownerType(), "<init>", MethodTypeDesc.of(CD_void, CD_long));
        return true;
    }

    private static boolean elsewhere(CodeBuilder b, Call call, ClassFacts facts) {
        if (call.owner().startsWith("java/time/")) {
            return time(b, call);
        }
        if (call.owner().startsWith("java/lang/Thread$Builder")) {
            return builder(b, call);
        }
        if (call.name().equals("parallelStream")) {
            b.invokeinterface(call.ownerType(), "stream", call.type());
            return true;
        }
        if (call.name().equals("parallel") && call.owner().startsWith("java/util/stream/")) {
            return true;
        }
        if (call.owner().equals("java/util/stream/StreamSupport")) {
            b.invokestatic(POOLS, "parallel", MethodTypeDesc.of(CD_boolean, CD_boolean));
            return false;
        }
        if (call.is("java/util/Arrays", "parallelSetAll")) {
            b.invokestatic(call.ownerType(), "setAll", call.type());
            return true;
        }
        return thread(b, call, facts);
    }

    private static boolean time(CodeBuilder b, Call call) {
        if (call.owner().equals("java/time/Clock") && call.name().startsWith("system")) {
            b.invokestatic(TIME, call.name(), call.type());
            return true;
        }
        if (call.is("java/time/InstantSource", "system")) {
            b.invokestatic(TIME, "systemUTC", MethodTypeDesc.of(CLOCK));
            return true;
        }
        if (!call.name().equals("now")
                || !call.isStatic()
                || call.descriptor().contains("Ljava/time/Clock;")) {
            return false;
        }
        if (call.type().parameterCount() == 1) {
            b.invokestatic(TIME, "system", MethodTypeDesc.of(CLOCK, call.type().parameterType(0)));
        } else {
            String clock =
                    call.owner().equals("java/time/Instant") ? "systemUTC" : "systemDefaultZone";
            b.invokestatic(TIME, clock, MethodTypeDesc.of(CLOCK));
        }
        b.invokestatic(
                call.ownerType(),
                "now",
                MethodTypeDesc.of(call.type().returnType(), CLOCK),
                call.inInterface());
        return true;
    }

    private static boolean builder(CodeBuilder b, Call call) {
        String name = call.name();
        if (!name.equals("start") && !name.equals("unstarted") && !name.equals("factory")) {
            return false;
        }
        b.invokestatic(THREADS, name, call.withReceiver(ClassDesc.of("java.lang.Thread$Builder")));
        return true;
    }

    private static boolean thread(CodeBuilder b, Call call, ClassFacts facts) {
        String name = call.name();
        boolean concernsThread =
                name.equals("currentThread")
                        || name.equals("yield")
                        || name.equals("onSpinWait")
                        || name.equals("holdsLock")
                        || OF_THREAD.contains(name);
        if (!concernsThread
                || facts.method(call.owner(), name, call.descriptor())
                        .filter(m -> m.owner().equals(THREAD))
                        .isEmpty()) {
            return false;
        }
        if (name.equals("holdsLock")) {
            b.invokestatic(Instrument.MONITORS, "isHeld", call.type());
        } else if (name.equals("interrupt") && call.opcode() == Opcode.INVOKESPECIAL) {
            b.invokestatic(THREADS, "interruptItself", call.withReceiver(CD_THREAD));
        } else {
            b.invokestatic(
                    THREADS, name.equals("yield") ? "pause" : name, call.withReceiver(CD_THREAD));
        }
        return true;
    }
}
