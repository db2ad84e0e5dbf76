package cancelsafe.workbook.judge;

import cancelsafe.workbook.worker.Rehearsal;
import cancelsafe.workbook.worker.Reply;
import cancelsafe.workbook.worker.Request;
import cancelsafe.workbook.worker.WorkerMain;
import cancelsafe.workbook.worker.WorkerProtocol;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A virtual machine that examines answers, started ahead of its first one. */
final class Worker implements AutoCloseable {
    /** What an answer may use, with all that it runs in. */
    static final int MEMORY_MEGABYTES = 512;

    /** What is longer on its way than its limit and this is not coming. */
    private static final Duration GRACE = Duration.ofSeconds(WorkerMain.MOST_EXTRA_SECONDS + 3);

    /** How long a run that was called off may take to end by itself. */
    private static final Duration POLITE = Duration.ofMillis(300);

    private final Process process;

    /** What the worker's own lines begin with; the others are an answer's. */
    private final String mark;

    private final BufferedWriter requests;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
    private boolean usable = true;

    /** A line of the worker's output, or its end. */
    private sealed interface Line {
        record Text(String text) implements Line {}

        record End() implements Line {}
    }

    private Worker(Process process, String mark) {
        this.process = process;
        this.mark = mark;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().name("replies of worker").start(this::read);
    }

    /** Starts one; it becomes ready while the caller does something else. */
    static Worker start(Installation installation) throws IOException {
        List<String> options =
                installation.isRehearsed()
                        ? List.of("-XX:AOTCache=" + installation.cache())
                        : List.of();
        return start(installation, options, WorkerMain.class);
    }

    /** Starts one that writes down what the start of later ones needs, when it is finished. */
    static Worker startRehearsal(Installation installation) throws IOException {
        return start(
                installation,
                List.of("-XX:AOTCacheOutput=" + installation.cache(), "-Dcancelsafe.lab=off"),
                Rehearsal.class);
    }

    private static Worker start(Installation installation, List<String> options, Class<?> main)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(installation.java().toString());
        command.addAll(options);
        command.addAll(
                List.of(
                        "-Xlog:disable",
                        "--enable-preview",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx" + MEMORY_MEGABYTES + "m",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Djdk.attach.allowAttachSelf=true",
                        "-Djdk.trackAllThreads=false"));
        installation.machinery().stream()
                .filter(p -> String.valueOf(p.getFileName()).matches("lab-.*\\.jar"))
                .findFirst()
                .ifPresent(lab -> command.add("-javaagent:" + lab));
        command.add("-cp");
        command.add(
                installation.machinery().stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        String mark = UUID.randomUUID() + " ";
        command.add(mark);
        return new Worker(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
                mark);
    }

    /** Lets it end by itself, and waits for that. */
    void finish() throws IOException, InterruptedException {
        usable = false;
        requests.close();
        process.waitFor();
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                int own = line.indexOf(mark);
                String text = own < 0 ? "" : line.substring(own + mark.length());
                if (own >= 0 && !text.equals(WorkerProtocol.READY)) {
                    lines.add(new Line.Text(text));
                }
            }
        } catch (IOException _) {
            // the end of a process that was destroyed
        }
        lines.add(new Line.End());
    }

    /** Whether it can be asked again. */
    boolean isUsable() {
        return usable && process.isAlive();
    }

    /**
     * Examines an answer.
     *
     * @return what came of it; null if the machine ended without a word
     * @throws InterruptedException if the caller is interrupted; the run is called off, and the
     *     worker is gone if it does not end soon
     * @throws IOException if the worker cannot be reached or has a fault of its own
     */
    @Nullable Reply examine(Request request) throws IOException, InterruptedException {
        send(WorkerProtocol.write(request));
        try {
            Line line = lines.poll(request.limitMillis() + GRACE.toMillis(), TimeUnit.MILLISECONDS);
            if (line instanceof Line.Text(String text)) {
                if (text.startsWith(WorkerProtocol.FAULT)) {
                    throw new IOException("the workbook itself failed: " + text);
                }
                Reply reply = WorkerProtocol.read(text, Reply.class);
                usable = reply.leavesNoTrace();
                return reply;
            }
        } catch (InterruptedException e) {
            callOff();
            throw e;
        }
        close();
        return null;
    }

    private void callOff() {
        try {
            send(WorkerProtocol.CANCEL);
            Line line = lines.poll(POLITE.toMillis(), TimeUnit.MILLISECONDS);
            if (line instanceof Line.Text(String text)
                    && WorkerProtocol.read(text, Reply.class).leavesNoTrace()) {
                return;
            }
        } catch (IOException | InterruptedException | IllegalArgumentException _) {
            // by force, then
        }
        close();
    }

    private void send(String line) throws IOException {
        requests.write(line);
        requests.newLine();
        requests.flush();
    }

    @Override
    public void close() {
        usable = false;
        process.destroyForcibly();
    }
}
