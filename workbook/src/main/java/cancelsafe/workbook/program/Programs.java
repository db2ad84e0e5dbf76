package cancelsafe.workbook.program;

import cancelsafe.workbook.judge.Problem;
import cancelsafe.workbook.snippet.JBang;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs that are running for the pages. {@link #close} ends all of them. */
public final class Programs implements AutoCloseable {
    private final Libraries libraries;
    private final Limits limits;
    private final Path folder;
    private final Path agent;
    private final ProgramCompiler compiler = new ProgramCompiler();
    private final Semaphore places;
    private final Map<String, ProgramRun> running = new ConcurrentHashMap<>();
    private final Thread warming;

    /**
     * No program runs yet. The compiler begins to warm up.
     *
     * @param jbang finds libraries; if it is null, programs that need one do not run
     */
    public Programs(@Nullable JBang jbang, Limits limits) throws IOException {
        this.libraries = new Libraries(jbang);
        this.limits = limits;
        this.places = new Semaphore(limits.programs());
        this.folder = Files.createTempDirectory("programs");
        this.agent = AgentJar.in(folder);
        this.warming = Thread.ofVirtual().start(this::warmUp);
    }

    /** Compiles something, so that the first program does not wait until javac is loaded. */
    private void warmUp() {
        Path source = Path.of("Warm.java");
        String text = "void main() { IO.println(List.of(\"warm\")); }";
        try {
            ProgramFolder place = ProgramFolder.at(folder.resolve("warm"));
            try {
                place.make();
                Header none = Header.of(source, text);
                compiler.compile(source, text, none, List.of(), place.classes());
            } finally {
                place.delete();
            }
        } catch (IOException | InterruptedException _) {
            // then the first program is slower
        }
    }

    /**
     * Compiles a program and starts it, in an empty folder of its own.
     *
     * @param source its file, which need not have this text
     * @throws IOException with a sentence for the reader if it cannot be compiled or started
     * @throws InterruptedException if the thread is interrupted before the program has started
     */
    public Start start(Path source, String text) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            return new Start.Full();
        }
        boolean started = false;
        String id = UUID.randomUUID().toString();
        ProgramFolder place = ProgramFolder.at(folder.resolve(id));
        try {
            place.make();
            Header header = Header.of(source, text);
            List<Path> classPath = libraries.of(header);
            List<Problem> problems =
                    compiler.compile(source, text, header, classPath, place.classes());
            if (!problems.isEmpty()) {
                return new Start.Rejected(problems);
            }
            List<String> command = command(source, header, classPath, place);
            ProgramRun run = new ProgramRun(id, command, place, limits);
            running.put(id, run);
            run.onEnd(() -> ended(id));
            started = true;
            return new Start.Running(run);
        } finally {
            if (!started) {
                place.delete();
                places.release();
            }
        }
    }

    private void ended(String id) {
        if (running.remove(id) != null) {
            places.release();
        }
    }

    /** The limits come last, because the last of several options counts. */
    private List<String> command(
            Path source, Header header, List<Path> classPath, ProgramFolder place)
            throws IOException {
        String name = String.valueOf(source.getFileName());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(header.runtimeOptions());
        if (header.preview()) {
            command.add("--enable-preview");
        }
        if (LabLibrary.isNamedBy(header)) {
            command.add("-javaagent:" + LabLibrary.find().jar());
        }
        command.addAll(
                List.of(
                        "-javaagent:%s=%d,%s".formatted(agent, limits.threads(), name),
                        "-Xmx" + limits.heap(),
                        "-XX:-UsePerfData",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8",
                        "-cp",
                        Stream.concat(Stream.of(place.classes()), classPath.stream())
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        name.replaceFirst("\\.java$", "")));
        return command;
    }

    /** The running program with this id. */
    public Optional<ProgramRun> find(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Ends all programs, and waits until they have ended. */
    @Override
    public void close() {
        warming.interrupt();
        new ArrayList<>(running.values()).forEach(ProgramRun::close);
        try {
            compiler.close();
        } catch (IOException _) {
            // nothing is compiled any more
        }
        ProgramFolder.at(folder).delete();
    }
}
