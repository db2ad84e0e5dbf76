package cancelsafe.workbook.judge;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What others can call of an answer: its public classes, methods and fields. */
final class Shape {
    private Shape() {}

    /** The public members, as text that is equal for equal members. */
    static Set<String> of(Map<String, byte[]> classes) {
        Set<String> shape = new TreeSet<>();
        for (byte[] bytes : classes.values()) {
            ClassModel model = ClassFile.of().parse(bytes);
            if (!model.flags().has(AccessFlag.PUBLIC)) {
                continue;
            }
            String name = model.thisClass().asInternalName();
            model.methods().stream()
                    .filter(m -> m.flags().has(AccessFlag.PUBLIC))
                    .filter(m -> !m.flags().has(AccessFlag.SYNTHETIC))
                    .map(m -> m.methodName().stringValue() + m.methodType().stringValue())
                    .forEach(m -> shape.add(name + "." + m));
            model.fields().stream()
                    .filter(f -> f.flags().has(AccessFlag.PUBLIC))
                    .map(f -> f.fieldName().stringValue() + " " + f.fieldType().stringValue())
                    .forEach(f -> shape.add(name + "." + f));
        }
        return shape;
    }
}
