package cancelsafe.lab.run;

import cancelsafe.lab.weave.Weaver;

import java.util.List;

/**
 * What a test has given to its body: objects of the types that it names; where it names none, those
 * of the test class, lambdas included, and of classes that are neither woven nor of the JDK.
 *
 * @param testClass binary name of the outermost class of the test
 * @param types the types that it names
 */
public record Given(String testClass, List<Class<?>> types) {
    /** Whether {@code receiver}, called by a line of the class {@code caller}, was given. */
    boolean includes(Object receiver, String caller) {
        if (!types.isEmpty()) {
            return types.stream().anyMatch(type -> type.isInstance(receiver));
        }
        Class<?> type = receiver.getClass();
        String host = Weaver.host(type.getName());
        return !isOfTest(caller.replace('/', '.'))
                && (isOfTest(host) || !(Weaver.hasWoven(host) || isOfJdk(type)));
    }

    private boolean isOfTest(String name) {
        return name.equals(testClass) || name.startsWith(testClass + "$");
    }

    private static boolean isOfJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }
}
