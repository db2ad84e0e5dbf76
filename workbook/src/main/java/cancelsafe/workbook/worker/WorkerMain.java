package cancelsafe.workbook.worker;

import cancelsafe.lab.agent.Agent;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Examines answers, one after the other, until its input ends. Whoever started it is told what came
 * of each in a line of JSON; a worker that had to give up, or that an answer ended, is gone after
 * that line.
 */
public final class WorkerMain {
    /** How much longer, in seconds, an answer may take on a busy machine. */
    public static final int MOST_EXTRA_SECONDS = 45;

    private static final int LOOK_SECONDS = 3;

    /** Who uses less of a processor between two looks does nothing. */
    private static final Duration IDLE = Duration.ofMillis(20);

    private final PrintStream out;
    private final String mark;
    private final Printed printed = new Printed();
    private final Launcher launcher;
    private volatile @Nullable TestRun current;

    private WorkerMain(PrintStream out, String mark) {
        this.out = out;
        this.mark = mark;
        System.setOut(printed.stream());
        System.setErr(printed.stream());
        System.setIn(InputStream.nullInputStream());
        launcher = LauncherFactory.create();
        Runtime.getRuntime().addShutdownHook(new Thread(this::lastWord, "lab-last-word"));
    }

    /**
     * Reads requests from the standard input and writes replies to the standard output.
     *
     * @param args what each reply begins with: an answer may get at the standard output, too
     */
    public static void main(String[] args) throws IOException {
        Agent.install();
        serve(System.in, System.out, args[0]);
        Runtime.getRuntime().halt(0);
    }

    /** Answers requests until there are no more. */
    static void serve(InputStream in, PrintStream out, String mark) throws IOException {
        WorkerMain worker = new WorkerMain(out, mark);
        worker.send(WorkerProtocol.READY);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                worker.take(line);
            }
        }
    }

    private void send(String line) {
        WorkerProtocol.send(out, mark + line);
    }

    private void take(String line) {
        if (line.equals(WorkerProtocol.CANCEL)) {
            TestRun running = current;
            if (running != null) {
                running.cancel();
            }
            return;
        }
        Request request = WorkerProtocol.read(line, Request.class);
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .name("lab-time-limit")
                .start(() -> giveUpAfter(request.limitMillis(), done));
        Thread.ofPlatform().daemon().name("lab-test-run").start(() -> examine(request, done));
    }

    private void examine(Request request, CountDownLatch done) {
        TestRun run = new TestRun(request);
        current = run;
        try {
            Reply reply = run.run(launcher, printed);
            done.countDown();
            reply(run, reply);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        } catch (OutOfMemoryError e) {
            reply(run, run.outOfMemory(printed));
            Runtime.getRuntime().halt(0);
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            send(WorkerProtocol.FAULT + trace.toString().replace("\n", " | "));
            Runtime.getRuntime().halt(1);
        }
    }

    private void giveUpAfter(long limitMillis, CountDownLatch done) {
        try {
            if (endsInTime(Duration.ofMillis(limitMillis), done)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        TestRun hanging = current;
        if (hanging != null) {
            reply(hanging, hanging.outOfTime(printed));
        }
        Runtime.getRuntime().halt(0);
    }

    /**
     * Waits for the end of an run. A busy machine must not make a right answer a slow one: whoever
     * still works when the time is over may go on until it has had so much of a processor.
     */
    private static boolean endsInTime(Duration limit, CountDownLatch done)
            throws InterruptedException {
        Duration begun = processorTime();
        if (done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        Duration before = processorTime();
        for (int looks = 0; looks < MOST_EXTRA_SECONDS / LOOK_SECONDS; looks++) {
            if (before.minus(begun).compareTo(limit) >= 0) {
                return false;
            }
            if (done.await(LOOK_SECONDS, TimeUnit.SECONDS)) {
                return true;
            }
            Duration now = processorTime();
            if (now.minus(before).compareTo(IDLE) < 0) {
                return false; // it waits, and not for the machine
            }
            before = now;
        }
        return false;
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** An answer that ends the machine is named before the machine ends. */
    private void lastWord() {
        TestRun running = current;
        Reply reply = running == null ? null : running.exited(printed);
        if (running != null && reply != null) {
            reply(running, reply);
        }
    }

    /** Sends the one reply that an run has. */
    private synchronized void reply(TestRun run, Reply reply) {
        if (current == run) {
            current = null;
            send(WorkerProtocol.write(reply));
        }
    }
}
