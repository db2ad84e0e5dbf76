package cancelsafe.lab.run;

import cancelsafe.lab.weave.Weaver;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What a test lets fail: calls to objects that it has given to its body, and operations on files.
 * Objects that it has given are those of the types that it names; where it names none, those of the
 * test class, lambdas included, and of classes that are neither woven nor of the JDK.
 *
 * @param testClass binary name of the outermost class of the test
 * @param types the types that it names; null if no call to an object is to fail
 * @param files whether operations on files are to fail
 */
public record FaultSources(String testClass, @Nullable List<Class<?>> types, boolean files) {
    /** Nothing fails. */
    public static FaultSources none(String testClass) {
        return new FaultSources(testClass, null, false);
    }

    /** The same, and calls to objects of these types fail. */
    public FaultSources andCalls(List<Class<?>> given) {
        return new FaultSources(testClass, given, files);
    }

    /** The same, and operations on files fail. */
    public FaultSources andFiles() {
        return new FaultSources(testClass, types, true);
    }

    /** Whether anything is to fail. */
    public boolean isAny() {
        return types != null || files;
    }

    /** Whether a call to {@code receiver} in a line of the class {@code caller} may fail. */
    boolean includes(Object receiver, String caller) {
        if (types == null) {
            return false;
        }
        if (!types.isEmpty()) {
            return types.stream().anyMatch(type -> type.isInstance(receiver));
        }
        Class<?> type = receiver.getClass();
        String host = Weaver.host(type.getName());
        return !isOfTest(caller) && (isOfTest(host) || !(Weaver.hasWoven(host) || isOfJdk(type)));
    }

    /** Whether an operation on a file may fail that a line of the class {@code caller} asks for. */
    boolean includesFilesOf(String caller) {
        return files && !isOfTest(caller);
    }

    private boolean isOfTest(String internalOrBinaryName) {
        String name = internalOrBinaryName.replace('/', '.');
        return name.equals(testClass) || name.startsWith(testClass + "$");
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
