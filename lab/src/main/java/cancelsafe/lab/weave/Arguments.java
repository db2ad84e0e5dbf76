package cancelsafe.lab.weave;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a call takes from the stack, kept in local variables.
 *
 * @param receiver the variable with the object that the call uses, with null if there is none yet
 * @param values the variables with its arguments
 * @param types what is in these
 */
record Arguments(int receiver, List<Integer> values, List<TypeKind> types) {
    private static final MethodTypeDesc OF_OBJECT = MethodTypeDesc.of(CD_void, CD_Object);
    private static final MethodTypeDesc OF_SITE = MethodTypeDesc.of(CD_void, CD_Object, CD_int);
    private static final MethodTypeDesc OF_END =
            MethodTypeDesc.of(CD_void, CD_Object, CD_int, CD_String);
    private static final MethodTypeDesc OF_INDIRECT =
            MethodTypeDesc.of(CD_void, CD_Object, CD_Object, CD_int);

    /** Copies what is on the stack for the call, and leaves it there. */
    static Arguments keep(CodeBuilder b, Call call) {
        List<TypeKind> types = call.type().parameterList().stream().map(TypeKind::from).toList();
        List<Integer> values = new ArrayList<>();
        for (TypeKind type : types.reversed()) {
            int value = b.allocateLocal(type);
            b.storeLocal(type, value);
            values.add(value);
        }
        Collections.reverse(values);
        int receiver = b.allocateLocal(TypeKind.REFERENCE);
        if (call.isStatic() || call.isConstructor()) {
            b.aconst_null().astore(receiver);
        } else {
            b.dup().astore(receiver);
        }
        for (int i = 0; i < types.size(); i++) {
            b.loadLocal(types.get(i), values.get(i));
        }
        return new Arguments(receiver, values, types);
    }

    /** Tells of a call of the receiver. */
    void called(CodeBuilder b, ClassDesc hook) {
        b.aload(receiver).invokestatic(hook, "called", OF_OBJECT);
    }

    /** Tells before the call that it reads or changes its receiver, if that is a collection. */
    void receiver(CodeBuilder b, ClassDesc hook, int site) {
        collection(b, hook, receiver, site);
    }

    /** Tells before the call that it reads or changes an argument, if that is a collection. */
    void argument(CodeBuilder b, ClassDesc hook, int parameter, int site) {
        collection(b, hook, values.get(parameter), site);
    }

    private static void collection(CodeBuilder b, ClassDesc hook, int variable, int site) {
        b.aload(variable).loadConstant(site).invokestatic(hook, "collection", OF_SITE);
    }

    /** In the place of the call another end of it may come. */
    void given(CodeBuilder b, ClassDesc hook, int site, String declared) {
        b.aload(receiver)
                .loadConstant(site)
                .loadConstant(declared)
                .invokestatic(hook, "given", OF_END);
    }

    /** Tells of an access: a handle's object or array, and an index, are its first arguments. */
    void indirect(CodeBuilder b, ClassDesc hook) {
        b.aload(receiver);
        if (!types.isEmpty() && types.getFirst() == TypeKind.REFERENCE) {
            b.aload(values.getFirst());
        } else {
            b.aconst_null();
        }
        if (types.size() > 1 && types.get(1).asLoadable() == TypeKind.INT) {
            b.iload(values.get(1));
        } else {
            b.loadConstant(-1);
        }
        b.invokestatic(hook, "indirect", OF_INDIRECT);
    }
}
