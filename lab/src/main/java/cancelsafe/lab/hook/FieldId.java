package cancelsafe.lab.hook;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * A field, as the virtual machine tells it from others. Two references that resolve to the same
 * field give equal ids, whatever class they name; equally named fields of equally named classes of
 * two packages or two loaders do not.
 *
 * @param declaring the class that declares it, which is not always the one that code names
 * @param name its name
 * @param descriptor its type; a class file may have two fields of one name
 */
public record FieldId(Class<?> declaring, String name, String descriptor)
        implements MemoryLocation.Part {

    /** The id of this field. */
    public static FieldId of(Field field) {
        return new FieldId(
                field.getDeclaringClass(), field.getName(), field.getType().descriptorString());
    }

    /**
     * The field that a reference means (JVMS 5.4.3.2): looked for in the class, its interfaces, its
     * superclass. Loads the types of the fields of these classes.
     *
     * @return empty if there is none, or if one of these types is not to be found
     */
    static Optional<Field> resolve(Class<?> referenced, String name, String descriptor) {
        try {
            return lookUp(referenced, name, descriptor);
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }

    private static Optional<Field> lookUp(Class<?> in, String name, String descriptor) {
        for (Field field : in.getDeclaredFields()) {
            if (field.getName().equals(name)
                    && field.getType().descriptorString().equals(descriptor)) {
                return Optional.of(field);
            }
        }
        for (Class<?> above : in.getInterfaces()) {
            Optional<Field> found = lookUp(above, name, descriptor);
            if (found.isPresent()) {
                return found;
            }
        }
        Class<?> above = in.getSuperclass();
        return above == null ? Optional.empty() : lookUp(above, name, descriptor);
    }
}
