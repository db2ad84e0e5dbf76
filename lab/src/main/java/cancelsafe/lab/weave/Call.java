package cancelsafe.lab.weave;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A call as it stands in the class file.
 *
 * @param opcode how it is made
 * @param owner internal name of the class that it names
 * @param name name of the method
 * @param type parameters and result
 * @param inInterface whether {@code owner} is an interface
 */
record Call(Opcode opcode, String owner, String name, MethodTypeDesc type, boolean inInterface) {
    static Call of(InvokeInstruction i) {
        return new Call(
                i.opcode(),
                i.owner().asInternalName(),
                i.name().stringValue(),
                i.typeSymbol(),
                i.isInterface());
    }

    String descriptor() {
        return type.descriptorString();
    }

    ClassDesc ownerType() {
        return ClassDesc.ofInternalName(owner);
    }

    boolean isStatic() {
        return opcode == Opcode.INVOKESTATIC;
    }

    boolean isConstructor() {
        return name.equals("<init>");
    }

    boolean isThreadConstructor() {
        return isConstructor() && owner.equals("java/lang/Thread");
    }

    boolean is(String owner, String name) {
        return this.owner.equals(owner) && this.name.equals(name);
    }

    /** Parameters and result with the receiver as the first parameter, if there is one. */
    MethodTypeDesc withReceiver(ClassDesc receiver) {
        return isStatic() ? type : type.insertParameterTypes(0, receiver);
    }

    /** As people say it: {@code BlockingQueue.take}, {@code new Timer}. */
    String describe() {
        String simple = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
        return isConstructor() ? "new " + simple : simple + "." + name;
    }
}
