package cancelsafe.lab.hook;

import org.jspecify.annotations.Nullable;

import java.lang.constant.DirectMethodHandleDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * Which variable is behind a {@link VarHandle}, an {@code AtomicIntegerFieldUpdater} and the like,
 * a {@link Field} or a {@link MethodHandle}. A handle does not tell, so woven code notes which
 * field it made each for. A handle that came about in another way has an unknown variable.
 */
public final class FieldHandles {
    /** Weak on both sides: a static field of the class that declares the field holds the handle. */
    private static final Map<Object, Noted> NOTED =
            Collections.synchronizedMap(new WeakHashMap<>());

    private record Noted(
            WeakReference<Class<?>> declaring, String name, String descriptor, int modifiers) {}

    private FieldHandles() {}

    /** {@code handle} has been made for a field that {@code referenced} has or inherits. */
    public static void note(Object handle, Class<?> referenced, String name, Class<?> type) {
        FieldId.resolve(referenced, name, type.descriptorString()).ifPresent(f -> note(handle, f));
    }

    /** {@code handle} has been made for this field. */
    public static void note(Object handle, Field field) {
        NOTED.put(
                handle,
                new Noted(
                        new WeakReference<>(field.getDeclaringClass()),
                        field.getName(),
                        field.getType().descriptorString(),
                        field.getModifiers()));
    }

    /** {@code updater} has been made for the field with this name, which the class itself has. */
    public static void noteUpdater(Object updater, Class<?> declaring, String name) {
        try {
            note(updater, declaring.getDeclaredField(name));
        } catch (NoSuchFieldException | LinkageError e) {
            // its variable stays unknown
        }
    }

    /** Whether an access through {@code handle} may be more than one to a plain field. */
    public static boolean mayOrder(Object handle) {
        Noted noted = NOTED.get(handle);
        return switch (handle) {
            case Field field -> Modifier.isVolatile(field.getModifiers());
            case MethodHandle method when noted == null -> !isMethod(method);
            case MethodHandle _ -> Modifier.isVolatile(noted.modifiers);
            default -> true;
        };
    }

    private static boolean isMethod(MethodHandle handle) {
        return handle.describeConstable()
                .filter(DirectMethodHandleDesc.class::isInstance)
                .map(d -> ((DirectMethodHandleDesc) d).kind())
                .filter(
                        kind ->
                                switch (kind) {
                                    case GETTER, SETTER, STATIC_GETTER, STATIC_SETTER -> false;
                                    default -> true;
                                })
                .isPresent();
    }

    /**
     * The variable that an access through {@code handle} reaches.
     *
     * @param first the first argument of the access, null if there is none or it is no object
     * @param index the second one, -1 if there is none or it is no {@code int}
     * @return empty if it is not known
     */
    public static Optional<MemoryLocation> variable(
            Object handle, @Nullable Object first, int index) {
        if (handle instanceof Field field) {
            return variable(FieldId.of(field), field.getModifiers(), first);
        }
        Noted noted = NOTED.get(handle);
        if (noted != null) {
            Class<?> declaring = noted.declaring.get();
            return declaring == null
                    ? Optional.empty()
                    : variable(
                            new FieldId(declaring, noted.name, noted.descriptor),
                            noted.modifiers,
                            first);
        }
        return handle instanceof VarHandle v && first != null && index >= 0 && isOfElements(v)
                ? Optional.of(MemoryLocation.of(first, index))
                : Optional.empty();
    }

    private static Optional<MemoryLocation> variable(
            FieldId field, int modifiers, @Nullable Object first) {
        if (Modifier.isStatic(modifiers)) {
            return Optional.of(MemoryLocation.of(null, field));
        }
        // without an object, or with one that a handle was bound to, it is not known which
        return field.declaring().isInstance(first)
                ? Optional.of(MemoryLocation.of(first, field))
                : Optional.empty();
    }

    /** Views of a {@code byte[]} as wider elements reach several at once. */
    private static boolean isOfElements(VarHandle handle) {
        List<Class<?>> coordinates = handle.coordinateTypes();
        return coordinates.size() == 2
                && coordinates.getFirst().componentType() == handle.varType();
    }
}
