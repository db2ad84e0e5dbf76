package cancelsafe.lab.story;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The lines of a source file, where a build keeps sources beside what it has compiled. */
public final class SourceText {
    private SourceText() {}

    /**
     * The source of a class.
     *
     * @param className internal name of a top-level or nested class
     * @return its lines; empty if the source is not where Maven would have it
     */
    public static List<String> of(ClassLoader loader, String className) {
        URL url = className.isEmpty() ? null : loader.getResource(className + ".class");
        if (url == null || !url.getProtocol().equals("file")) {
            return List.of();
        }
        String topLevel =
                className.contains("$")
                        ? className.substring(0, className.indexOf('$'))
                        : className;
        try {
            String compiled = Path.of(url.toURI()).toString().replace('\\', '/');
            String root =
                    compiled.substring(
                            0, compiled.length() - className.length() - ".class".length());
            Path sources =
                    Path.of(
                            root.replace("/target/classes/", "/src/main/java/")
                                    .replace("/target/test-classes/", "/src/test/java/"));
            Path file = sources.resolve(topLevel + ".java");
            return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException | URISyntaxException e) {
            return List.of();
        }
    }
}
