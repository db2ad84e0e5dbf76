package cancelsafe.site;

import cancelsafe.lab.hook.Site;
import cancelsafe.lab.weave.PointFinder;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.LineNumber;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Where a source can be cancelled, by the lab's own rules: it is compiled in memory, and the class
 * files are read.
 */
final class Points {
    private final Path given;
    private final Map<Key, Found> known = new HashMap<>();

    private @Nullable StandardJavaFileManager files;

    private record Key(String name, String source) {}

    private record Found(Map<Integer, String> points, SortedSet<Integer> code) {}

    /**
     * Points of sources that may use what katas are given.
     *
     * @param root the clone
     */
    Points(Path root) {
        this.given = root.resolve("given/src/main/java");
    }

    /** The calls that can be cancelled, by line; none if the source does not compile by itself. */
    Map<Integer, String> of(Path file, String source) {
        return found(file, source).points();
    }

    /** The lines that a run can reach; none if the source does not compile by itself. */
    SortedSet<Integer> code(Path file, String source) {
        return found(file, source).code();
    }

    private Found found(Path file, String source) {
        Key key = new Key(String.valueOf(file.getFileName()), source);
        return known.computeIfAbsent(key, k -> find(k.name(), k.source()));
    }

    /** One for all: most of the time of a small compilation goes into opening the JDK's classes. */
    private StandardJavaFileManager files() throws IOException {
        if (files == null) {
            files =
                    ToolProvider.getSystemJavaCompiler()
                            .getStandardFileManager(null, Locale.ENGLISH, null);
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of(given));
        }
        return files;
    }

    private Found find(String name, String source) {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> unheard = new DiagnosticCollector<>();
        try {
            Memory memory = new Memory(files());
            boolean compiles =
                    javac.getTask(
                                    null,
                                    memory,
                                    unheard,
                                    List.of(
                                            "--enable-preview",
                                            "-source",
                                            "25",
                                            "-proc:none",
                                            "-g",
                                            "-Xlint:none"),
                                    null,
                                    List.of(new Text(name, source)))
                            .call();
            return compiles
                    ? new Found(memory.points(name), memory.code(name))
                    : new Found(Map.of(), new TreeSet<>());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String name, String source) {
            super(URI.create("source:/" + name), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    /** Keeps the classes, and finds their points. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                FileObject sibling) {
            String resource = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("class:/" + resource), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    classes.put(resource, bytes);
                    return bytes;
                }
            };
        }

        SortedSet<Integer> code(String file) {
            return classes.values().stream()
                    .map(bytes -> ClassFile.of().parse(bytes.toByteArray()))
                    .filter(c -> isFrom(file, c))
                    .flatMap(c -> c.methods().stream())
                    .flatMap(method -> method.code().stream())
                    .flatMap(CodeModel::elementStream)
                    .filter(LineNumber.class::isInstance)
                    .map(element -> ((LineNumber) element).line())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static boolean isFrom(String file, ClassModel c) {
            return c.findAttribute(Attributes.sourceFile())
                    .filter(source -> source.sourceFile().equalsString(file))
                    .isPresent();
        }

        Map<Integer, String> points(String file) {
            ClassLoader loader =
                    new ClassLoader(Points.class.getClassLoader()) {
                        @Override
                        public @Nullable InputStream getResourceAsStream(String name) {
                            ByteArrayOutputStream bytes = classes.get(name);
                            return bytes == null
                                    ? super.getResourceAsStream(name)
                                    : new ByteArrayInputStream(bytes.toByteArray());
                        }
                    };
            PointFinder finder = new PointFinder(loader);
            Map<Integer, String> points = new TreeMap<>();
            for (ByteArrayOutputStream bytes : classes.values()) {
                for (Site site : finder.find(bytes.toByteArray()).points()) {
                    if (site.file().equals(file)) {
                        points.putIfAbsent(site.line(), site.what());
                    }
                }
            }
            return points;
        }
    }
}
