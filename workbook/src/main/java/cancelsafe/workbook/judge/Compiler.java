package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.ForeignText;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
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
 * Compiles answers in memory, one at a time, on a thread of its own: javac keeps the jars of its
 * class path open, and an interrupt during a read would close them for good.
 */
final class Compiler implements AutoCloseable {
    private static final List<String> OPTIONS =
            List.of(
                    "--enable-preview",
                    "-source",
                    "25",
                    "-target",
                    "25",
                    "-g",
                    "-proc:none",
                    "-nowarn",
                    "-Xlint:none",
                    "-implicit:none");

    /** Enough for expressions that are nested some thousand times. */
    private static final long STACK_BYTES = 16_000_000;

    private static final int MOST_PROBLEMS = 20;

    /** How a source begins, after comments, imports and annotations, that declares a module. */
    private static final Pattern MODULE =
            Pattern.compile("(?:^|\n)\\s*(?:open\\s+)?module\\s+[\\w.]+\\s*\\{");

    private static final String INDIGESTIBLE =
            "the compiler itself failed on this source; it may help to use smaller methods and"
                    + " expressions";

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("compiler").stackSize(STACK_BYTES).factory());

    Compiler(List<Path> classPath) {
        files = javac.getStandardFileManager(null, Locale.ENGLISH, null);
        try {
            files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
            files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compiles. Interrupted, it leaves the compiler to its work, and the result unread.
     *
     * @param className binary name of the class that the source is to declare
     * @param source its text
     * @param fileName the file's name for messages
     */
    Compiled compile(String className, String source, String fileName) throws InterruptedException {
        return compile(className, List.of(new Text(className, source, fileName)));
    }

    /** Compiles an answer together with its test: tells where the two do not fit. */
    Compiled compileWithTest(
            String className, String source, String fileName, String testClass, Path test)
            throws IOException, InterruptedException {
        return compile(
                className,
                List.of(
                        new Text(className, source, fileName),
                        new Text(
                                testClass,
                                Files.readString(test),
                                String.valueOf(test.getFileName()))));
    }

    private Compiled compile(String className, List<Text> texts) throws InterruptedException {
        try {
            return thread.submit(() -> compileHere(className, texts)).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Compiled compileHere(String className, List<Text> texts) {
        Text answer = texts.getFirst();
        if (MODULE.matcher(answer.text).find()) { // which javac wants in a file of another name
            return rejected(
                    answer.fileName,
                    "this file declares a module, but the test needs the class " + className);
        }
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        Memory memory = new Memory(files);
        boolean done;
        try {
            Writer crashes = Writer.nullWriter(); // where javac would print its own stack
            done = javac.getTask(crashes, memory, diagnostics, OPTIONS, null, texts).call();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError _) {
            return rejected(answer.fileName, INDIGESTIBLE);
        }
        if (!done) {
            List<Problem> problems =
                    diagnostics.getDiagnostics().stream()
                            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                            .limit(MOST_PROBLEMS)
                            .map(d -> problem(d, answer.fileName))
                            .toList();
            return problems.isEmpty()
                    ? rejected(answer.fileName, INDIGESTIBLE)
                    : new Compiled.Rejected(problems);
        }
        Map<String, byte[]> classes = memory.classes();
        if (!classes.containsKey(className)) {
            String what = answer.text.isBlank() ? "is empty" : "does not declare it";
            return rejected(
                    answer.fileName,
                    "the test needs the class %s, but this file %s".formatted(className, what));
        }
        return new Compiled.Classes(classes);
    }

    private static Compiled rejected(String fileName, String message) {
        return new Compiled.Rejected(List.of(new Problem(fileName, 0, 0, message)));
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> d, String fileName) {
        return new Problem(
                d.getSource() instanceof Text text ? text.fileName : fileName,
                Math.max(0, d.getLineNumber()),
                Math.max(0, d.getColumnNumber()),
                ForeignText.clean(d.getMessage(Locale.ENGLISH)));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            files.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;
        private final String fileName;

        Text(String className, String text, String fileName) {
            super(URI.create("answer:/" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
            this.fileName = fileName;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

        Memory(StandardJavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                JavaFileManager.Location location,
                String className,
                JavaFileObject.Kind kind,
                FileObject sibling) {
            URI uri = URI.create("classes:/" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    written.put(className, bytes);
                    return bytes;
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
