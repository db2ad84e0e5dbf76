package cancelsafe.lab.agent;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The packages that belong to the project under test: its classes are woven wherever they lie, in a
 * folder, in the jar of another module, or in a jar inside of a jar, so that {@code mvn test} and
 * {@code mvn verify} come to the same verdict.
 *
 * <p>If the user names no packages, the classes that are loaded from a folder do: their package, as
 * far as its second segment, or its third where many projects share two, as in {@code io.github}.
 */
final class ProjectPackages {
    /** What many projects share. */
    private static final Set<String> SHARED =
            Set.of(
                    "com/github/",
                    "com/gitlab/",
                    "com/google/",
                    "io/github/",
                    "io/gitlab/",
                    "org/apache/",
                    "org/eclipse/",
                    "org/springframework/");

    private final boolean areNamed;
    private final Set<String> prefixes = ConcurrentHashMap.newKeySet();

    /**
     * @param names packages, separated by commas, such as {@code com.example.,org.other}; null if
     *     the classes in folders say which they are; empty if there are none
     */
    ProjectPackages(@Nullable String names) {
        areNamed = names != null;
        if (names != null) {
            Arrays.stream(names.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.replace('.', '/'))
                    .map(name -> name.endsWith("/") ? name : name + "/")
                    .forEach(prefixes::add);
        }
    }

    /** A class, by its internal name, that was loaded from a folder. */
    void addFolderClass(String name) {
        if (!areNamed) {
            String prefix = prefix(name, 2);
            String all = SHARED.contains(prefix) ? prefix(name, 3) : prefix;
            if (!all.isEmpty() && !SHARED.contains(all)) {
                prefixes.add(all);
            }
        }
    }

    /** Whether the class with this internal name belongs to the project. */
    boolean contains(String name) {
        for (String prefix : prefixes) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The package of the class as far as its n-th segment; empty for the unnamed package. */
    private static String prefix(String name, int segments) {
        int end = name.lastIndexOf('/') + 1;
        int at = 0;
        for (int i = 0; i < segments && at < end; i++) {
            at = name.indexOf('/', at) + 1;
        }
        return name.substring(0, at);
    }
}
