package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.FieldReference;
import cancelsafe.lab.hook.LocationTable;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ArrayLoadInstruction;
import java.lang.classfile.instruction.ArrayStoreInstruction;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The second pass: hooks before lines, jumps back and calls; calls that the lab makes itself. */
final class Instrument {
    static final ClassDesc HOOK = ClassDesc.of("cancelsafe.lab.hook.Hook");
    static final ClassDesc MONITORS = ClassDesc.of("cancelsafe.lab.hook.Monitors");
    private static final MethodTypeDesc OF_SITE = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc OF_OBJECT = MethodTypeDesc.of(CD_void, CD_Object);

    private static final MethodTypeDesc OF_FIELD =
            MethodTypeDesc.of(CD_void, CD_Object, CD_Class, CD_int);
    private static final MethodTypeDesc OF_STATIC = MethodTypeDesc.of(CD_void, CD_Class, CD_int);
    private static final MethodTypeDesc OF_ELEMENT =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_int);

    private final ClassFacts facts;
    private final PointRules rules;
    private final SharingRules sharing;
    private final FaultRules faults;

    Instrument(ClassFacts facts, PointRules rules, Predicate<String> woven) {
        this.facts = facts;
        this.rules = rules;
        this.sharing = new SharingRules(facts, woven);
        this.faults = new FaultRules(facts);
    }

    byte[] apply(ClassFile classFile, byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        return classFile.transformClass(
                model,
                (builder, element) -> {
                    if (element instanceof MethodModel method && method.code().isPresent()) {
                        builder.transformMethod(
                                method, MethodTransform.transformingCode(new Body(model, method)));
                    } else {
                        builder.with(element);
                    }
                });
    }

    /** The transform of one method; it has state, so there is one for each. */
    private final class Body implements CodeTransform {
        private final String className;
        private final String method;
        private final String file;
        private final boolean isBridge;
        private final Set<Label> passed = new HashSet<>();

        /** Until an instruction has its own: the first of the method, where its lock is taken. */
        private int line;

        private final BitSet normal;
        private final Set<Label> handlers = new HashSet<>();
        private final boolean isConstructor;
        private int position = -1;
        private boolean loadedThis;

        /** Others may know the object before its constructor has ended. */
        private boolean escaped;

        private int newThreads;
        private boolean dropDup;

        Body(ClassModel model, MethodModel method) {
            this.className = model.thisClass().asInternalName();
            this.method = method.methodName().stringValue();
            this.normal = method.code().map(NormalFlow::of).orElseGet(BitSet::new);
            this.isConstructor = this.method.startsWith("<");
            method.code().stream()
                    .flatMap(code -> code.exceptionHandlers().stream())
                    .forEach(handler -> handlers.add(handler.handler()));
            this.isBridge = Bridges.isBridge(this.method);
            this.line = firstLine(method);
            this.file =
                    model.findAttribute(Attributes.sourceFile())
                            .map(a -> a.sourceFile().stringValue())
                            .orElse(className.substring(className.lastIndexOf('/') + 1) + ".java");
        }

        private static int firstLine(MethodModel method) {
            return method.code().stream()
                    .flatMap(CodeModel::elementStream)
                    .filter(LineNumber.class::isInstance)
                    .mapToInt(e -> ((LineNumber) e).line())
                    .findFirst()
                    .orElse(0);
        }

        private int site(Kind kind, String what) {
            return site(kind, what, null);
        }

        private int site(Kind kind, String what, @Nullable FieldReference field) {
            boolean inHandler = !normal.get(position);
            return LocationTable.number(
                    new CodeLocation(kind, className, method, file, line, what, inHandler, field));
        }

        @Override
        public void atStart(CodeBuilder b) {
            if (line > 0) {
                b.lineNumber(line);
            }
        }

        @Override
        public void accept(CodeBuilder b, CodeElement e) {
            position++;
            if (e instanceof Instruction i) {
                escaped |= loadedThis && method.equals("<init>") && handsOn(i);
                loadedThis = i instanceof LoadInstruction load && load.slot() == 0;
            }
            switch (e) {
                case LineNumber number -> {
                    line = number.line();
                    b.with(e);
                    if (!isBridge) {
                        b.loadConstant(site(Kind.LINE, "")).invokestatic(HOOK, "line", OF_SITE);
                    }
                }
                case LabelTarget target -> {
                    passed.add(target.label());
                    b.with(e);
                    if (handlers.contains(target.label())) {
                        b.loadConstant(site(Kind.STEP, "")).invokestatic(HOOK, "handler", OF_SITE);
                    }
                }
                case BranchInstruction branch when passed.contains(branch.target()) -> {
                    b.loadConstant(site(Kind.LOOP, "")).invokestatic(HOOK, "loop", OF_SITE);
                    b.with(e);
                }
                case MonitorInstruction monitor -> monitor(b, monitor);
                case NewObjectInstruction made
                        when made.className().asInternalName().equals("java/lang/Thread") -> {
                    newThreads++;
                    dropDup = true;
                }
                case StackInstruction dup when dropDup && dup.opcode() == Opcode.DUP ->
                        dropDup = false;
                case InvokeInstruction call -> call(b, call);
                case FieldInstruction f
                        when Refusals.insteadOf(f.owner().asInternalName(), f.name().stringValue())
                                .isPresent() -> {
                    String owner = f.owner().name().stringValue();
                    String name = f.name().stringValue();
                    refuse(
                            b,
                            owner.substring(owner.lastIndexOf('/') + 1) + "." + name,
                            Refusals.insteadOf(owner, name).orElseThrow());
                    b.with(e);
                }
                case FieldInstruction f when !isConstructor || escaped -> {
                    sharing.access(f).ifPresent(access -> field(b, f, access));
                    b.with(e);
                }
                case ArrayLoadInstruction load -> {
                    b.dup2();
                    element(b, Kind.READ, load.typeKind());
                    b.with(e);
                }
                case ArrayStoreInstruction store -> {
                    int value = b.allocateLocal(store.typeKind());
                    b.storeLocal(store.typeKind(), value);
                    b.dup2();
                    element(b, Kind.WRITE, store.typeKind());
                    b.loadLocal(store.typeKind(), value);
                    b.with(e);
                }
                default -> b.with(e);
            }
        }

        /** Whether others get to know what was loaded last. */
        private boolean handsOn(Instruction i) {
            return switch (i) {
                case InvokeInstruction call ->
                        call.typeSymbol().parameterCount() > 0
                                || (call.name().equalsString("start")
                                        && facts.isA(
                                                call.owner().asInternalName(), "java/lang/Thread"));
                case FieldInstruction f ->
                        f.opcode() == Opcode.PUTFIELD || f.opcode() == Opcode.PUTSTATIC;
                case InvokeDynamicInstruction _ -> true;
                default -> false;
            };
        }

        private void monitor(CodeBuilder b, MonitorInstruction monitor) {
            boolean enters = monitor.opcode() == Opcode.MONITORENTER;
            if (enters) {
                b.loadConstant(site(Kind.STEP, "synchronized")).invokestatic(HOOK, "step", OF_SITE);
            }
            b.invokestatic(MONITORS, enters ? "enter" : "exit", OF_OBJECT);
        }

        /** The class that the code names has to be there for the access, too. */
        private void field(CodeBuilder b, FieldInstruction f, SharingRules.FieldAccess access) {
            FieldReference field = access.field();
            String declaring = field.isResolved() ? field.declaring() : f.owner().asInternalName();
            int dot = Math.max(declaring.lastIndexOf('.'), declaring.lastIndexOf('/'));
            String simple = declaring.substring(dot + 1).replace('$', '.');
            int site = site(access.kind(), simple + "." + field.name(), field);
            ClassDesc referenced = f.owner().asSymbol();
            switch (f.opcode()) {
                case GETFIELD -> objectField(b, referenced, site);
                case PUTFIELD -> {
                    TypeKind type = TypeKind.from(f.typeSymbol());
                    int value = b.allocateLocal(type);
                    b.storeLocal(type, value);
                    objectField(b, referenced, site);
                    b.loadLocal(type, value);
                }
                default ->
                        b.loadConstant(referenced)
                                .loadConstant(site)
                                .invokestatic(HOOK, "staticField", OF_STATIC);
            }
        }

        private static void objectField(CodeBuilder b, ClassDesc referenced, int site) {
            b.dup()
                    .loadConstant(referenced)
                    .loadConstant(site)
                    .invokestatic(HOOK, "field", OF_FIELD);
        }

        private void element(CodeBuilder b, Kind kind, TypeKind type) {
            String of = type.name().toLowerCase(Locale.ROOT) + "[]";
            b.loadConstant(site(kind, of)).invokestatic(HOOK, "element", OF_ELEMENT);
        }

        private void refuse(CodeBuilder b, String what, String instead) {
            b.loadConstant(site(Kind.REFUSED, what))
                    .loadConstant(instead)
                    .invokestatic(HOOK, "refuse", MethodTypeDesc.of(CD_void, CD_int, CD_String));
        }

        private void call(CodeBuilder b, InvokeInstruction i) {
            Call call = Call.of(i);
            Optional<String> refusal = Refusals.insteadOf(call, facts);
            refusal.ifPresent(instead -> refuse(b, call.describe(), instead));
            Optional<Kind> kind =
                    rules.kind(call.owner(), call.name(), call.descriptor())
                            .filter(k -> k != Kind.CHANNEL);
            int site = kind.map(k -> site(k, call.describe())).orElse(-1);
            SharingRules.Effect effect = sharing.effect(call);
            Optional<Made> made = Made.by(call);
            Optional<String> failing =
                    faults.declared(call, className)
                            .filter(d -> kind.filter(k -> k == Kind.CHECK).isEmpty());
            Map<Integer, Kind> collections = sharing.collections(call);
            boolean isPlain =
                    effect == SharingRules.Effect.NONE
                            && made.isEmpty()
                            && failing.isEmpty()
                            && collections.isEmpty();
            Optional<Arguments> kept =
                    isPlain ? Optional.empty() : Optional.of(Arguments.keep(b, call));
            kept.ifPresent(
                    arguments -> {
                        shared(b, call, effect, arguments, kind.isPresent());
                        collections.forEach(
                                (p, k) -> arguments.argument(b, HOOK, p, site(k, call.describe())));
                    });
            kind.ifPresent(k -> before(b, k, site));
            failing.ifPresent(
                    declared ->
                            kept.orElseThrow()
                                    .given(b, HOOK, site(Kind.GIVEN, call.describe()), declared));
            Allowance.of(call, facts)
                    .ifPresentOrElse(
                            allowance ->
                                    allowance.unlessTaken(
                                            b,
                                            HOOK,
                                            site(Kind.STEP, allowance.describe()),
                                            () -> make(b, i, call)),
                            () -> make(b, i, call));
            kept.ifPresent(
                    arguments -> {
                        made.ifPresent(m -> m.note(b, arguments.values()));
                        switch (effect) {
                            case ORDERS -> arguments.called(b, HOOK);
                            case INDIRECT -> arguments.indirect(b, HOOK);
                            case NONE, READS, CHANGES -> {}
                        }
                    });
            if (kind.isPresent()) {
                String passed = TimedCalls.isTimed(call) ? "passedInTime" : "passed";
                b.loadConstant(site).invokestatic(HOOK, passed, OF_SITE);
            }
        }

        /** Tells before a call what it means to other threads. */
        private void shared(
                CodeBuilder b,
                Call call,
                SharingRules.Effect effect,
                Arguments kept,
                boolean isPoint) {
            switch (effect) {
                case NONE -> {}
                case READS -> collection(b, call, kept, Kind.READ);
                case CHANGES -> collection(b, call, kept, Kind.WRITE);
                case ORDERS -> {
                    if (!isPoint) {
                        step(b, call);
                    }
                    kept.called(b, HOOK);
                }
                case INDIRECT -> {
                    step(b, call);
                    kept.indirect(b, HOOK);
                }
            }
        }

        private void step(CodeBuilder b, Call call) {
            b.loadConstant(site(Kind.STEP, call.describe())).invokestatic(HOOK, "step", OF_SITE);
        }

        private void collection(CodeBuilder b, Call call, Arguments kept, Kind kind) {
            if (call.isStatic()) {
                step(b, call);
            } else {
                kept.receiver(b, HOOK, site(kind, call.describe()));
            }
        }

        private void before(CodeBuilder b, Kind kind, int site) {
            if (kind == Kind.CHECK) {
                b.dup();
                b.loadConstant(site)
                        .invokestatic(HOOK, "check", MethodTypeDesc.of(CD_void, CD_Object, CD_int));
            } else {
                b.loadConstant(site).invokestatic(HOOK, "point", OF_SITE);
            }
        }

        private void make(CodeBuilder b, InvokeInstruction i, Call call) {
            if (call.isThreadConstructor() && newThreads > 0) {
                newThreads--;
                Redirects.newThread(b, call);
            } else if (!Redirects.make(b, call, facts)) {
                b.with(i);
            }
        }
    }
}
