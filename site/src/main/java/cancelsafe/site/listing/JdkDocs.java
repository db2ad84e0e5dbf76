package cancelsafe.site.listing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Links from names of the JDK, such as {@code Thread.sleep(t)}, to its documentation. */
public final class JdkDocs {
    private static final String API = "https://docs.oracle.com/en/java/javase/25/docs/api/";

    /** Where a simple name is looked for; the first that has it is meant. */
    private static final List<String> PACKAGES =
            List.of(
                    "java.lang",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "java.util.concurrent.locks",
                    "java.util",
                    "java.io",
                    "java.net",
                    "java.net.http",
                    "java.nio.channels",
                    "java.nio.file",
                    "java.sql",
                    "java.lang.invoke",
                    "java.lang.ref",
                    "java.util.stream",
                    "java.time");

    private static final Pattern CODE = Pattern.compile("(?<!class=\"term\">)<code>([^<]+)</code>");
    private static final Pattern NAME = Pattern.compile("([A-Z]\\w+)(?:\\.([a-z]\\w*)\\b)?.*");

    private JdkDocs() {}

    /** The HTML with a link around each code that begins with the name of a class of the JDK. */
    public static String linked(String html) {
        return CODE.matcher(html)
                .replaceAll(
                        code ->
                                Matcher.quoteReplacement(
                                        address(code.group(1))
                                                .map(
                                                        to ->
                                                                "<a href=\""
                                                                        + to
                                                                        + "\">"
                                                                        + code.group()
                                                                        + "</a>")
                                                .orElse(code.group())));
    }

    /**
     * Where a class is documented, or a method of it if no other one has its name; empty if the
     * code names no class of the JDK.
     */
    static Optional<String> address(String code) {
        Matcher name = NAME.matcher(code);
        return name.matches()
                ? type(name.group(1)).map(type -> address(type, String.valueOf(name.group(2))))
                : Optional.empty();
    }

    private static Optional<Class<?>> type(String name) {
        return PACKAGES.stream().flatMap(of -> load(of + "." + name)).findFirst();
    }

    private static Stream<Class<?>> load(String name) {
        try {
            return Stream.of(Class.forName(name, false, ClassLoader.getPlatformClassLoader()));
        } catch (ClassNotFoundException e) {
            return Stream.empty();
        }
    }

    private static String address(Class<?> type, String method) {
        List<Method> named =
                Arrays.stream(type.getMethods())
                        .filter(m -> m.getName().equals(method) && !m.isBridge())
                        .toList();
        if (named.size() != 1) {
            return page(type);
        }
        Method only = named.getFirst();
        String parameters =
                Arrays.stream(only.getParameterTypes())
                        .map(Class::getCanonicalName)
                        .collect(Collectors.joining(","));
        String written = only.isVarArgs() ? parameters.replaceFirst("\\[]$", "...") : parameters;
        return page(only.getDeclaringClass())
                + "#%s(%s)".formatted(method, written.replace("[]", "%5B%5D"));
    }

    private static String page(Class<?> type) {
        return API
                + type.getModule().getName()
                + "/"
                + type.getName().replace('.', '/').replace('$', '.')
                + ".html";
    }
}
