package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

/** Hears what the threads of a run share. */
public interface MemoryListener {
    /** The thread comes to a place where it matters which thread goes on. */
    void step(int site);

    /** The calling thread is about to access what threads share, inside the JDK. */
    void stepInside();

    /**
     * The thread is about to read or write a field.
     *
     * @param owner the object, null for a static field
     * @param referenced the class that the code names, which has or inherits the field
     */
    void field(@Nullable Object owner, Class<?> referenced, int site);

    /** The thread is about to read or write an element. */
    void element(Object array, int index, int site);

    /**
     * The thread reads or writes a variable through a handle, an updater or reflection.
     *
     * @param first the first argument of the access, null if there is none or it is no object
     * @param index the second one, -1 if there is none or it is no {@code int}
     */
    void indirect(Object handle, @Nullable Object first, int index);

    /** The thread is about to read or change a collection of {@code java.util}. */
    void collection(Object collection, int site);

    /**
     * The thread uses something that orders it with others who use it; null means anything at all.
     */
    void synced(@Nullable Object by);

    /** The thread calls a method of {@code receiver}, which may order it with others as well. */
    void called(@Nullable Object receiver);
}
