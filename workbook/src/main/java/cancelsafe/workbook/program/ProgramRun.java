package cancelsafe.workbook.program;

import cancelsafe.workbook.process.Processes;
import cancelsafe.workbook.program.ProgramEvent.Kind;
import cancelsafe.workbook.stop.StopAgent;
import cancelsafe.workbook.worker.ForeignText;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that runs in a JVM of its own. Its events can be taken one after the other; the last
 * one has the kind {@link Kind#END}. A program that exceeds a limit is ended.
 */
public final class ProgramRun implements AutoCloseable {
    /** How long a JVM may take to end after it was told to. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String id;
    private final Process process;
    private final ProcessGroup group;
    private final ProgramFolder folder;
    private final Limits limits;
    private final long begun = System.nanoTime();
    private final BlockingQueue<ProgramEvent> events = new LinkedBlockingQueue<>();
    private final AtomicInteger characters = new AtomicInteger();
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger stops = new AtomicInteger();
    private final Thread life;
    private volatile Runnable afterwards = () -> {};

    ProgramRun(String id, List<String> command, ProgramFolder folder, Limits limits)
            throws IOException {
        this.id = id;
        this.folder = folder;
        this.limits = limits;
        this.process =
                Processes.builder(ProcessGroup.leading(command))
                        .directory(folder.work().toFile())
                        .start();
        this.group = new ProcessGroup(process);
        Thread out = read(process.getInputStream(), Kind.OUT);
        Thread err = read(process.getErrorStream(), Kind.ERR);
        this.life = Thread.ofVirtual().unstarted(() -> live(out, err));
    }

    /** Begins to watch the limits; the action runs when the program has ended. */
    void onEnd(Runnable action) {
        afterwards = action;
        life.start();
    }

    /** Name under which a page stops it. */
    public String id() {
        return id;
    }

    /**
     * Waits for the next event.
     *
     * @return null if there is none after this time
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public @Nullable ProgramEvent next(Duration most) throws InterruptedException {
        return events.poll(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Interrupts the main thread of the program; a second call ends its JVM. */
    public void stop() {
        if (stops.getAndIncrement() == 0) {
            command(StopAgent.STOP);
        } else {
            force("You stopped the program twice, so it was ended");
        }
    }

    private void force(String why) {
        note(why);
        command(StopAgent.FORCE);
        Thread.ofVirtual().start(this::destroyAfterLastWords);
    }

    private void destroyAfterLastWords() {
        try {
            if (!process.waitFor(LAST_WORDS)) {
                destroy();
            }
        } catch (InterruptedException e) {
            destroy();
        }
    }

    private void destroy() {
        group.kill();
    }

    private void command(int command) {
        try {
            OutputStream commands = process.getOutputStream();
            commands.write(command);
            commands.flush();
        } catch (IOException _) {
            // it has ended already
        }
    }

    private Thread read(InputStream from, Kind kind) {
        return Thread.ofVirtual().start(() -> readAll(from, kind));
    }

    private void readAll(InputStream from, Kind kind) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = line(lines); !line.isEmpty(); line = line(lines)) {
                take(line.stripTrailing(), kind);
            }
        } catch (IOException _) {
            // the program was ended
        }
    }

    /** The next line with its end, or as much of it as is left or fits; empty at the end. */
    private String line(BufferedReader from) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = from.read(); c >= 0; c = from.read()) {
            line.append((char) c);
            if (characters.incrementAndGet() == limits.characters()) {
                end("The program printed more than %,d characters", limits.characters());
                return "";
            }
            if (c == '\n') {
                break;
            }
        }
        return line.toString();
    }

    private void take(String line, Kind kind) {
        if (lines.incrementAndGet() > limits.lines()) {
            if (lines.get() == limits.lines() + 1) {
                end("The program printed more than %,d lines", limits.lines());
            }
            return;
        }
        if (kind == Kind.ERR && line.startsWith(String.valueOf(StopAgent.MARK))) {
            note(line.substring(1));
        } else {
            add(kind, line);
        }
    }

    /** Ends the program at once, because it has exceeded a limit. */
    private void end(String why, long limit) {
        note((why + ", so it was ended").formatted(limit));
        destroy();
    }

    private void note(String text) {
        add(Kind.NOTE, text);
    }

    private void add(Kind kind, String text) {
        events.add(
                new ProgramEvent(
                        Duration.ofNanos(System.nanoTime() - begun).toMillis(),
                        kind,
                        ForeignText.clean(text)));
    }

    private void untilItEndsOrExceedsALimit() throws InterruptedException {
        long latest = begun + limits.time().toNanos();
        while (!process.waitFor(Limits.LOOK)) {
            if (System.nanoTime() - latest > 0) {
                force(
                        "The program reached its time limit of %d s and was ended"
                                .formatted(limits.time().toSeconds()));
                return;
            }
            if (process.descendants().count() > limits.processes()) {
                end(
                        "The program had more than %d child processes at the same time",
                        limits.processes());
                return;
            }
            if (folder.written() > limits.disk()) {
                end("The program wrote more than %,d bytes into its folder", limits.disk());
                return;
            }
        }
    }

    private void live(Thread out, Thread err) {
        try {
            untilItEndsOrExceedsALimit();
            int code = process.waitFor();
            group.kill(); // a program leaves no process behind, which could hold its output open
            out.join(LAST_WORDS);
            err.join(LAST_WORDS);
            add(Kind.END, code == 0 ? "ended" : "ended with exit code " + code);
        } catch (InterruptedException e) {
            destroy();
        } finally {
            folder.delete();
            afterwards.run();
        }
    }

    /** Ends the program if it is running, and waits until it has ended. */
    @Override
    public void close() {
        if (life.isAlive()) { // afterwards another process may have the number of this one
            destroy();
        }
        boolean interrupted = false;
        while (true) {
            try {
                life.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
