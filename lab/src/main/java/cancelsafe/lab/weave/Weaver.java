package cancelsafe.lab.weave;

import org.jspecify.annotations.Nullable;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Puts the lab's hooks into class files, in two passes. The first turns what hides a call (method
 * references, synchronized methods) into plain calls; the second puts a hook before each line, jump
 * back and call that the lab wants to see, and replaces those that it wants to make itself.
 */
public final class Weaver {
    private static final Set<String> WOVEN = ConcurrentHashMap.newKeySet();

    private static final String LAB = "cancelsafe/lab/";
    private static final String UNWOVEN = "Lcancelsafe/lab/Unwoven;";

    private static final ClassValue<Boolean> ALL_WOVEN =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return type.isHidden()
                            ? hasWoven(host(type.getName()))
                            : hasWoven(type.getName())
                                    && (type.getSuperclass() == Object.class
                                            || get(type.getSuperclass()));
                }
            };

    private static final ClassValue<Boolean> IS_WOVEN =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return hasWoven(type.getName());
                }
            };

    private final ClassFacts facts;
    private final Predicate<String> mine;
    private final PointRules rules;
    private final ClassFile classFile;

    /**
     * A weaver for the classes of one loader.
     *
     * @param loader what the classes see; null means the virtual machine's own classes only
     * @param mine whether the class with this internal name is meant to be woven; classes of the
     *     lab and those marked as unwoven are left alone all the same
     */
    public Weaver(@Nullable ClassLoader loader, Predicate<String> mine) {
        this.mine = mine;
        facts = new ClassFacts(loader);
        rules = new PointRules(facts, this::isWoven);
        ClassHierarchyResolver system = ClassHierarchyResolver.defaultResolver();
        ClassHierarchyResolver hierarchy =
                loader == null
                        ? system
                        : ClassHierarchyResolver.ofResourceParsing(loader).orElse(system);
        classFile = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(hierarchy));
    }

    /** Whether the class with this binary name has been woven in this virtual machine. */
    public static boolean hasWoven(String className) {
        return WOVEN.contains(className.replace('.', '/'));
    }

    /** Whether this class has been woven. */
    public static boolean hasWoven(Class<?> type) {
        return IS_WOVEN.get(type);
    }

    /** Whether all that an object of this class does is done by woven code. */
    public static boolean isAllWoven(Class<?> type) {
        return ALL_WOVEN.get(type);
    }

    /** The class that a lambda stands in; the class itself if it is none. */
    public static String host(String className) {
        int lambda = className.indexOf("$$Lambda");
        return lambda < 0 ? className : className.substring(0, lambda);
    }

    /** Whether the class with this internal name is woven when it is loaded. */
    public boolean isWoven(String name) {
        return !name.startsWith(LAB) && mine.test(name) && !facts.isMarked(name, UNWOVEN);
    }

    /**
     * The class with the hooks in it. In the place of one that cannot be woven comes one whose
     * methods say so and do nothing else: what the lab cannot see is never run as if it had been
     * seen.
     */
    public byte[] weaveOrRefuse(byte[] bytes) {
        try {
            return weave(bytes);
        } catch (RuntimeException | StackOverflowError e) {
            return RefusedClass.inPlaceOf(bytes, e);
        }
    }

    /**
     * The class with the hooks in it.
     *
     * @throws IllegalArgumentException if {@code bytes} are not a class file that this JDK can read
     */
    public byte[] weave(byte[] bytes) {
        byte[] plain = new Desugar(facts, rules, this::isWoven).apply(classFile, bytes);
        byte[] woven = new Instrument(facts, rules, this::isWoven).apply(classFile, plain);
        WOVEN.add(classFile.parse(bytes).thisClass().asInternalName());
        return woven;
    }
}
