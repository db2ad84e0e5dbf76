package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.LocationTable;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Puts two hooks into the classes of a library whose threads stay real: one before each call that
 * can be cancelled, by the same rules as the lab's own, and one at the start of each handler that
 * may catch an {@link InterruptedException}. What the code does is not changed.
 */
public final class LibraryWeaver {
    private static final ClassDesc HOOK = ClassDesc.of("cancelsafe.lab.hook.CallerHook");
    private static final MethodTypeDesc OF_SITE = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc OF_CAUGHT = MethodTypeDesc.of(CD_void, CD_Object, CD_int);

    private static final Set<Kind> POINTS = EnumSet.of(Kind.POINT, Kind.POLL, Kind.CHANNEL);

    /** A finally has no type: what it does on the way out is no answer to the interrupt yet. */
    private static final Set<String> CATCHES_INTERRUPTS =
            Set.of("java/lang/InterruptedException", "java/lang/Exception", "java/lang/Throwable");

    private final PointRules rules;
    private final ClassFile classFile;

    /**
     * A weaver for the classes of one loader.
     *
     * @param loader what the classes see
     * @param mine whether the class with this internal name belongs to the library
     */
    public LibraryWeaver(ClassLoader loader, Predicate<String> mine) {
        rules = new PointRules(new ClassFacts(loader), mine);
        ClassHierarchyResolver resources = ClassHierarchyResolver.ofResourceParsing(loader);
        classFile =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                type -> ifPresent(resources, type)));
    }

    /** A library may name classes that nobody has: optional dependencies. */
    private static ClassHierarchyResolver.@Nullable ClassHierarchyInfo ifPresent(
            ClassHierarchyResolver resources, ClassDesc type) {
        try {
            return resources.getClassInfo(type);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * The class with the hooks in it.
     *
     * @throws IllegalArgumentException if {@code bytes} are not a class file that this JDK can
     *     read, or if what it needs to know about another class is not to be found
     */
    public byte[] weave(byte[] bytes) {
        return withHooks(withBridges(bytes));
    }

    private byte[] withBridges(byte[] bytes) {
        ClassModel model = classFile.parse(bytes);
        Bridges bridges = new Bridges(model);
        ClassTransform references =
                ClassTransform.transformingMethods(
                        MethodTransform.transformingCode(
                                CodeTransform.ofStateful(() -> references(bridges))));
        return classFile.transformClass(
                model, references.andThen(ClassTransform.endHandler(bridges::build)));
    }

    private CodeTransform references(Bridges bridges) {
        int[] line = new int[1];
        return (b, e) -> {
            if (e instanceof LineNumber number) {
                line[0] = number.line();
            }
            if (e instanceof InvokeDynamicInstruction dynamic
                    && Bridges.target(dynamic).filter(this::isPoint).isPresent()) {
                bridges.reference(b, dynamic, false, line[0]);
            } else {
                b.with(e);
            }
        };
    }

    private boolean isPoint(DirectMethodHandleDesc target) {
        return target.kind() != DirectMethodHandleDesc.Kind.SPECIAL
                && kind(Bridges.owner(target), target.methodName(), target.lookupDescriptor())
                        .isPresent();
    }

    private Optional<Kind> kind(String owner, String name, String descriptor) {
        return rules.kind(owner, name, descriptor).filter(POINTS::contains);
    }

    private byte[] withHooks(byte[] bytes) {
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
        private final Set<Label> handlers = new HashSet<>();
        private int line;

        Body(ClassModel model, MethodModel method) {
            this.className = model.thisClass().asInternalName();
            this.method = method.methodName().stringValue();
            this.file =
                    model.findAttribute(Attributes.sourceFile())
                            .map(a -> a.sourceFile().stringValue())
                            .orElse(className.substring(className.lastIndexOf('/') + 1));
            method.code().stream()
                    .flatMap(code -> code.exceptionHandlers().stream())
                    .filter(Body::catchesInterrupts)
                    .forEach(handler -> handlers.add(handler.handler()));
        }

        private static boolean catchesInterrupts(ExceptionCatch handler) {
            return handler.catchType()
                    .filter(type -> CATCHES_INTERRUPTS.contains(type.asInternalName()))
                    .isPresent();
        }

        @Override
        public void accept(CodeBuilder b, CodeElement e) {
            switch (e) {
                case LineNumber number -> {
                    line = number.line();
                    b.with(e);
                }
                case LabelTarget target when handlers.contains(target.label()) -> {
                    b.with(e);
                    b.dup()
                            .loadConstant(site(Kind.STEP, "catch"))
                            .invokestatic(HOOK, "caught", OF_CAUGHT);
                }
                case InvokeInstruction i -> {
                    Call call = Call.of(i);
                    kind(call.owner(), call.name(), call.descriptor())
                            .ifPresent(
                                    kind ->
                                            b.loadConstant(site(kind, call.describe()))
                                                    .invokestatic(HOOK, "point", OF_SITE));
                    b.with(e);
                }
                default -> b.with(e);
            }
        }

        private int site(Kind kind, String what) {
            return LocationTable.number(
                    new CodeLocation(kind, className, method, file, line, what, false));
        }
    }
}
