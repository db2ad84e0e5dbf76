package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import cancelsafe.lab.hook.CodeLocation;
import cancelsafe.lab.hook.CodeLocation.Kind;
import cancelsafe.lab.hook.LocationTable;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.LineNumber;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Stands in the place of a class that cannot be woven. Each of its methods refuses to run and says
 * why: code that the lab cannot see must never be judged as if it had been seen.
 */
final class RefusedClass {
    private static final ClassDesc EXCEPTION = ClassDesc.of("java.lang.IllegalStateException");
    private static final byte[] NO_CLASS = {};

    private RefusedClass() {}

    /**
     * The class with its methods emptied; no class at all, which a virtual machine refuses to load,
     * if the JDK's own parser cannot read {@code bytes}.
     *
     * @param why what kept the weaver from its work
     */
    static byte[] inPlaceOf(byte[] bytes, Throwable why) {
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            String reason = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
            return ClassFile.of()
                    .transformClass(
                            model,
                            (builder, element) -> {
                                if (element instanceof MethodModel method
                                        && method.code().isPresent()) {
                                    builder.withMethodBody(
                                            method.methodName(),
                                            method.methodType(),
                                            method.flags().flagsMask(),
                                            code -> refuse(code, model, method, reason));
                                } else {
                                    builder.with(element);
                                }
                            });
        } catch (RuntimeException e) {
            return NO_CLASS;
        }
    }

    private static void refuse(CodeBuilder code, ClassModel model, MethodModel method, String why) {
        if (method.methodName().equalsString("<clinit>")) {
            code.return_(); // the refusal is to come from a method that somebody calls
            return;
        }
        String type = model.thisClass().asInternalName();
        String name = type.substring(type.lastIndexOf('/') + 1);
        String what = name + "." + method.methodName().stringValue();
        int site =
                LocationTable.number(
                        new CodeLocation(
                                Kind.REFUSED,
                                type,
                                method.methodName().stringValue(),
                                file(model, name),
                                line(method),
                                what,
                                false));
        String instead =
                "smaller methods, if they help: the lab cannot weave %s (%s)"
                        .formatted(type.replace('/', '.'), why);
        code.loadConstant(site)
                .loadConstant(instead)
                .invokestatic(
                        ClassDesc.ofInternalName("cancelsafe/lab/hook/Hook"),
                        "refuse",
                        MethodTypeDesc.of(CD_void, CD_int, CD_String))
                .new_(EXCEPTION)
                .dup()
                .loadConstant(what + " cannot be judged: use " + instead)
                .invokespecial(EXCEPTION, "<init>", MethodTypeDesc.of(CD_void, CD_String))
                .athrow();
    }

    private static String file(ClassModel model, String name) {
        return model.findAttribute(Attributes.sourceFile())
                .map(a -> a.sourceFile().stringValue())
                .orElse(name + ".java");
    }

    private static int line(MethodModel method) {
        return method.code().stream()
                .flatMap(CodeModel::elementStream)
                .filter(LineNumber.class::isInstance)
                .mapToInt(e -> ((LineNumber) e).line())
                .findFirst()
                .orElse(0);
    }
}
