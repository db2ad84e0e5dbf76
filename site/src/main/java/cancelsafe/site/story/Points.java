package cancelsafe.site.story;

import cancelsafe.lab.hook.CodeLocation;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
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
public final class Points {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package [\\w.]+;");

    private final Path given;
    private final Map<Key, Found> known = new HashMap<>();

    private @Nullable StandardJavaFileManager files;

    private record Key(String name, String source) {
        /** A page may show it without its last line end. */
        static Key of(Path file, String source) {
            return new Key(String.valueOf(file.getFileName()), source.stripTrailing());
        }
    }

    private record Found(Map<Integer, String> points, SortedSet<Integer> code) {
        static final Found NOTHING = new Found(Map.of(), new TreeSet<>());
    }

    /**
     * Points of sources that may use what katas are given.
     *
     * @param root the clone
     */
    public Points(Path root) {
        this.given = root.resolve("given/src/main/java");
    }

    /** The calls that can be cancelled, by line; none if the source does not compile by itself. */
    public Map<Integer, String> of(Path file, String source) {
        return found(file, source).points();
    }

    /** The lines that a run can reach; none if the source does not compile by itself. */
    SortedSet<Integer> code(Path file, String source) {
        return found(file, source).code();
    }

    private Found found(Path file, String source) {
        Key key = Key.of(file, source);
        Found found = known.get(key);
        if (found == null) {
            found = find(List.of(new Text(key, ""))).getOrDefault(key, Found.NOTHING);
            known.put(key, found);
        }
        return found;
    }

    /**
     * Finds the points of many sources at once: compiled together they take a tenth of the time. Of
     * those of a package, which often have the same name, no two get into the same package; those
     * of none must have different names. One that does not compile is tried again when it is asked
     * for.
     */
    public void learn(Collection<Path> files) throws IOException {
        List<Text> texts = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        for (Path file : files) {
            Key key = Key.of(file, Files.readString(file));
            if (!known.containsKey(key)) {
                boolean hasPackage = PACKAGE.matcher(key.source).find();
                int sameName = counts.merge(key.name, 1, Integer::sum);
                texts.add(new Text(key, hasPackage ? "p" + sameName : ""));
            }
        }
        known.putAll(find(texts));
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

    /** What is found in those that compile. */
    private Map<Key, Found> find(List<Text> texts) {
        List<Text> whole = texts;
        while (!whole.isEmpty()) {
            DiagnosticCollector<JavaFileObject> heard = new DiagnosticCollector<>();
            Memory memory = compiled(whole, heard);
            Set<JavaFileObject> broken =
                    heard.getDiagnostics().stream()
                            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                            .map(Diagnostic::getSource)
                            .collect(Collectors.toSet());
            if (broken.isEmpty()) {
                return whole.stream()
                        .collect(Collectors.toMap(t -> t.key, memory::found, (a, b) -> a));
            }
            List<Text> rest = whole.stream().filter(t -> !broken.contains(t)).toList();
            whole = rest.size() < whole.size() ? rest : List.of();
        }
        return Map.of();
    }

    private Memory compiled(List<Text> texts, DiagnosticCollector<JavaFileObject> heard) {
        try {
            Memory memory = new Memory(files());
            List<String> options =
                    List.of("--enable-preview", "-source", "25", "-proc:none", "-g", "-Xlint:none");
            ToolProvider.getSystemJavaCompiler()
                    .getTask(null, memory, heard, options, null, texts)
                    .call();
            return memory;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final Key key;
        private final String inPackage;

        /**
         * A source to be compiled.
         *
         * @param inPackage instead of its own; empty for that
         */
        Text(Key key, String inPackage) {
            super(URI.create("source:/" + inPackage + "/" + key.name), Kind.SOURCE);
            this.key = key;
            this.inPackage = inPackage;
        }

        /** Where its classes are, among others if it keeps its package. */
        String folder() {
            return inPackage.isEmpty() ? "" : inPackage + "/";
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return inPackage.isEmpty()
                    ? key.source
                    : PACKAGE.matcher(key.source).replaceFirst("package " + inPackage + ";");
        }

        /** Whether a class of its package comes from this source. */
        boolean isSourceOf(ClassModel c) {
            return c.findAttribute(Attributes.sourceFile())
                    .filter(source -> source.sourceFile().equalsString(key.name))
                    .isPresent();
        }
    }

    /** Keeps the classes, and finds their points. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        private final PointFinder finder = new PointFinder(new Loader());

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

        Found found(Text text) {
            Map<Integer, String> points = new TreeMap<>();
            SortedSet<Integer> code = new TreeSet<>();
            classes.forEach(
                    (name, bytes) -> {
                        if (name.startsWith(text.folder())) {
                            add(text, bytes.toByteArray(), points, code);
                        }
                    });
            return new Found(points, code);
        }

        private void add(
                Text text, byte[] bytes, Map<Integer, String> points, SortedSet<Integer> code) {
            ClassModel c = ClassFile.of().parse(bytes);
            if (text.isSourceOf(c)) {
                code.addAll(lines(c));
                for (CodeLocation site : finder.find(bytes).points()) {
                    points.putIfAbsent(site.line(), site.what());
                }
            }
        }

        private static List<Integer> lines(ClassModel c) {
            return c.methods().stream()
                    .flatMap(method -> method.code().stream())
                    .flatMap(CodeModel::elementStream)
                    .filter(LineNumber.class::isInstance)
                    .map(element -> ((LineNumber) element).line())
                    .toList();
        }

        private final class Loader extends ClassLoader {
            Loader() {
                super(Points.class.getClassLoader());
            }

            @Override
            public @Nullable InputStream getResourceAsStream(String name) {
                ByteArrayOutputStream bytes = classes.get(name);
                return bytes == null
                        ? super.getResourceAsStream(name)
                        : new ByteArrayInputStream(bytes.toByteArray());
            }
        }
    }
}
