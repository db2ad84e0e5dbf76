package cancelsafe.lab.weave;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What class files say about methods and fields. Reads bytes and loads nothing, since it works
 * while classes are being loaded.
 */
final class ClassFacts {
    private static final String INTERRUPTED = "java/lang/InterruptedException";

    private final @Nullable ClassLoader loader;
    private final ConcurrentMap<String, Optional<ClassModel>> models = new ConcurrentHashMap<>();

    /** Facts about the classes that {@code loader} sees; null means the virtual machine's own. */
    ClassFacts(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /** The class file of {@code owner}; empty if it is not to be found. */
    Optional<ClassModel> model(String owner) {
        Optional<ClassModel> known = models.get(owner);
        if (known == null) {
            known = read(owner);
            models.put(owner, known);
        }
        return known;
    }

    private Optional<ClassModel> read(String owner) {
        String resource = owner + ".class";
        try (InputStream in =
                loader == null
                        ? ClassLoader.getSystemResourceAsStream(resource)
                        : loader.getResourceAsStream(resource)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(ClassFile.of().parse(in.readAllBytes()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A method as its class declares it. */
    record Declared(String owner, MethodModel method) {
        boolean throwsInterrupted() {
            return method.findAttribute(Attributes.exceptions()).stream()
                    .flatMap(e -> e.exceptions().stream())
                    .anyMatch(c -> c.name().equalsString(INTERRUPTED));
        }

        boolean isMarked(String annotation) {
            return marked(
                    method.findAttribute(Attributes.runtimeInvisibleAnnotations())
                            .map(a -> a.annotations())
                            .orElse(List.of()),
                    annotation);
        }

        boolean isSynchronized() {
            return method.flags().has(AccessFlag.SYNCHRONIZED);
        }
    }

    private static boolean marked(List<Annotation> annotations, String descriptor) {
        return annotations.stream().anyMatch(a -> a.className().equalsString(descriptor));
    }

    /** Whether the class, or its package, carries an annotation that is kept in the class file. */
    boolean isMarked(String owner, String annotation) {
        int slash = owner.lastIndexOf('/');
        return Optional.of(owner)
                .flatMap(this::model)
                .filter(m -> marked(classAnnotations(m), annotation))
                .or(
                        () ->
                                model(owner.substring(0, slash + 1) + "package-info")
                                        .filter(m -> marked(classAnnotations(m), annotation)))
                .isPresent();
    }

    private static List<Annotation> classAnnotations(ClassModel model) {
        return model.findAttribute(Attributes.runtimeInvisibleAnnotations())
                .map(a -> a.annotations())
                .orElse(List.of());
    }

    /** The method that a call means: looked for in the class, its interfaces, its superclass. */
    Optional<Declared> method(String owner, String name, String descriptor) {
        if (owner.startsWith("[")) {
            return Optional.empty();
        }
        Optional<ClassModel> model = model(owner);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        for (MethodModel method : model.get().methods()) {
            if (method.methodName().equalsString(name)
                    && method.methodType().equalsString(descriptor)) {
                return Optional.of(new Declared(owner, method));
            }
        }
        for (String above : above(model.get())) {
            Optional<Declared> found = method(above, name, descriptor);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Internal name of the class that declares the method; {@code owner} if it is not found. */
    String declaring(String owner, String name, String descriptor) {
        return method(owner, name, descriptor).map(Declared::owner).orElse(owner);
    }

    private static List<String> above(ClassModel model) {
        List<String> above = new ArrayList<>();
        model.interfaces().forEach(i -> above.add(i.asInternalName()));
        model.superclass().map(ClassEntry::asInternalName).ifPresent(above::add);
        return above;
    }

    /** Whether {@code owner} is {@code ancestor} or below it. */
    boolean isA(String owner, String ancestor) {
        return owner.equals(ancestor)
                || model(owner).stream()
                        .flatMap(m -> above(m).stream())
                        .anyMatch(above -> isA(above, ancestor));
    }

    /** A field: internal name of the class that declares it, and its flags. */
    record DeclaredField(String owner, int flags) {
        boolean is(int flag) {
            return (flags & flag) != 0;
        }
    }

    /**
     * The field that a reference means (JVMS 5.4.3.2): looked for in the class, its interfaces, its
     * superclass.
     *
     * @return empty if no class file that can be read has it
     */
    Optional<DeclaredField> field(String owner, String name, String descriptor) {
        Optional<ClassModel> model = model(owner);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        for (FieldModel field : model.get().fields()) {
            if (field.fieldName().equalsString(name)
                    && field.fieldType().equalsString(descriptor)) {
                return Optional.of(new DeclaredField(owner, field.flags().flagsMask()));
            }
        }
        return above(model.get()).stream()
                .flatMap(above -> field(above, name, descriptor).stream())
                .findFirst();
    }
}
