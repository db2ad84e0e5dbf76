package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

/**
 * A variable in the sense of the Java memory model (JLS 17.4.1): what two accesses must share to be
 * in conflict, and what two volatile accesses must share to be ordered.
 *
 * @param holder the object, the array, or for a static field its class; told apart by identity
 * @param part which of its variables
 */
public record MemoryLocation(Object holder, Part part) {

    /** One of the variables of a holder. */
    public sealed interface Part permits FieldId, Element, Contents {}

    /** An element of an array. */
    public record Element(int index) implements Part {}

    /** All that a collection holds, which is not told apart. */
    public enum Contents implements Part {
        /** All of it. */
        ALL
    }

    /** A field of {@code owner}, null for a static one. */
    public static MemoryLocation of(@Nullable Object owner, FieldId field) {
        return new MemoryLocation(owner == null ? field.declaring() : owner, field);
    }

    /** An element of {@code array}. */
    public static MemoryLocation of(Object array, int index) {
        return new MemoryLocation(array, new Element(index));
    }

    /** What is in {@code collection}. */
    public static MemoryLocation contents(Object collection) {
        return new MemoryLocation(collection, Contents.ALL);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemoryLocation that
                && that.holder == holder
                && that.part.equals(part);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(holder) * 31 + part.hashCode();
    }
}
