package cancelsafe.lab.hook;

import java.lang.reflect.Field;
import java.util.Optional;

/**
 * A field as woven code refers to it. The class that code names need not be the one that declares
 * the field, and {@code javac} names the static type of the object: {@code this.x} in a subclass
 * and in its superclass are two references to one field.
 *
 * <p>The weaver looks for the declaring class in class files, since loading classes while a class
 * is being loaded may never end. At run time only the class itself is missing, which is found among
 * the superclasses of the class that code names; that one has been resolved by then, by the loader
 * of the code, so equal names of two loaders stay apart. Where no class file was to be found, all
 * is left to run time, and then reflection answers.
 *
 * @param declaring binary name of the declaring class; empty if the weaver could not tell
 * @param name name of the field
 * @param descriptor type of the field
 */
public record FieldReference(String declaring, String name, String descriptor) {

    /** Whether the weaver knew the field. */
    public boolean isResolved() {
        return !declaring.isEmpty();
    }

    /**
     * The field, if the weaver knew it.
     *
     * @param referenced the class that the code names
     * @return empty if the class that was loaded is another than the one that the weaver read
     */
    public Optional<FieldId> in(Class<?> referenced) {
        for (Class<?> c = referenced; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(declaring)) {
                return Optional.of(new FieldId(c, name, descriptor));
            }
        }
        return Optional.empty();
    }

    /** The field, by reflection; empty if it cannot be found. */
    public Optional<Field> reflected(Class<?> referenced) {
        return FieldId.resolve(referenced, name, descriptor);
    }
}
