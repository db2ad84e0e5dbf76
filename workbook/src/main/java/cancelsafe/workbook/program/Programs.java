package cancelsafe.workbook.program;

import cancelsafe.workbook.snippet.JBang;

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

/** The programs that are running for the pages. {@link #close} ends all of them. */
public final class Programs implements AutoCloseable {
    private final JBang jbang;
    private final Limits limits;
    private final Path folder;
    private final Path agent;
    private final Semaphore places;
    private final Map<String, ProgramRun> running = new ConcurrentHashMap<>();

    /** No program runs yet. */
    public Programs(JBang jbang, Limits limits) throws IOException {
        this.jbang = jbang;
        this.limits = limits;
        this.places = new Semaphore(limits.programs());
        this.folder = Files.createTempDirectory("programs");
        this.agent = AgentJar.in(folder);
    }

    /**
     * Starts a program, after JBang has compiled it if it has changed.
     *
     * @return empty if as many programs as the limit allows are running
     * @throws IOException with the sentence of JBang if the program does not compile
     * @throws InterruptedException if the thread is interrupted before the program has started
     */
    public Optional<ProgramRun> start(Path source) throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            return Optional.empty();
        }
        boolean started = false;
        try {
            String id = UUID.randomUUID().toString();
            ProgramRun run =
                    new ProgramRun(
                            id, command(source), Files.createDirectory(folder.resolve(id)), limits);
            running.put(id, run);
            run.onEnd(() -> ended(id));
            started = true;
            return Optional.of(run);
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private void ended(String id) {
        if (running.remove(id) != null) {
            places.release();
        }
    }

    private List<String> command(Path source) throws IOException, InterruptedException {
        return jbang.commandFor(
                source,
                List.of(
                        "-javaagent:" + agent + "=" + source.getFileName(),
                        "-Xmx" + limits.heap(),
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8"),
                List.of());
    }

    /** The running program with this id. */
    public Optional<ProgramRun> find(String id) {
        return Optional.ofNullable(running.get(id));
    }

    /** Ends all programs, and waits until they have ended. */
    @Override
    public void close() {
        new ArrayList<>(running.values()).forEach(ProgramRun::close);
        try {
            Files.deleteIfExists(agent);
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // a folder for temporary files, which the system clears
        }
    }
}
