package cancelsafe.workbook.program;

import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.worker.ForeignText;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles programs in this process, one at a time, on a thread of its own: an interrupt during a
 * read would close the jars that javac keeps open.
 */
final class ProgramCompiler implements AutoCloseable {
    private static final String VERSION = "25";
    private static final long STACK_BYTES = 16_000_000;
    private static final int MOST_PROBLEMS = 20;
    private static final int LAST_SECONDS = 5;

    private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager files =
            javac.getStandardFileManager(null, Locale.ENGLISH, null);
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform()
                            .daemon()
                            .name("program compiler")
                            .stackSize(STACK_BYTES)
                            .factory());

    /**
     * Compiles a program. Interrupted, it leaves the compiler to its work, and the result unread.
     *
     * @param source file of the program, which gives it its name
     * @param text of the program
     * @param libraries class path
     * @param into folder for the classes
     * @return what is wrong with the text; empty if it compiles
     */
    List<Problem> compile(Path source, String text, Header header, List<Path> libraries, Path into)
            throws IOException, InterruptedException {
        List<JavaFileObject> units = new ArrayList<>();
        units.add(new Text(name(source), text));
        for (Path other : header.sources()) {
            units.add(new Text(name(other), Files.readString(other)));
        }
        try {
            return thread.submit(() -> compileHere(units, header, libraries, into)).get();
        } catch (ExecutionException e) {
            throw new IOException("The compiler failed: " + e.getCause(), e);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private List<Problem> compileHere(
            List<JavaFileObject> units, Header header, List<Path> libraries, Path into)
            throws IOException {
        files.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries);
        files.setLocationFromPaths(StandardLocation.SOURCE_PATH, List.of());
        files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(into));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        boolean done;
        try {
            Writer crashes = Writer.nullWriter(); // where javac would print its own stack
            done = javac.getTask(crashes, files, found, options(header), null, units).call();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError _) {
            done = false;
        }
        if (done) {
            return List.of();
        }
        List<Problem> problems =
                found.getDiagnostics().stream()
                        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                        .limit(MOST_PROBLEMS)
                        .map(ProgramCompiler::problem)
                        .toList();
        return problems.isEmpty()
                ? List.of(new Problem("", 0, 0, "the compiler itself failed on this program"))
                : problems;
    }

    private static List<String> options(Header header) {
        List<String> options =
                new ArrayList<>(
                        List.of("-source", VERSION, "-target", VERSION, "-g", "-proc:none"));
        options.addAll(List.of("-nowarn", "-Xlint:none", "-implicit:none"));
        if (header.preview()) {
            options.add("--enable-preview");
        }
        options.addAll(header.compileOptions());
        return options;
    }

    private static Problem problem(Diagnostic<? extends JavaFileObject> of) {
        return new Problem(
                of.getSource() instanceof Text text ? text.name : "",
                Math.max(0, of.getLineNumber()),
                Math.max(0, of.getColumnNumber()),
                ForeignText.clean(of.getMessage(Locale.ENGLISH)));
    }

    /** Waits for a compilation that is under way, but not for one that does not come to an end. */
    @Override
    public void close() throws IOException {
        thread.shutdown();
        try {
            if (thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                files.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Text(String name, String text) {
            super(URI.create("program:/" + name), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
