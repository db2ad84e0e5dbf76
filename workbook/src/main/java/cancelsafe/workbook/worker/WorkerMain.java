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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Examines answers, one after the other, until its input ends. Whoever started it is told what came
 * of each in a line of JSON; a worker that had to give up, or that an answer ended, is gone after
 * that line.
 */
public final class WorkerMain {
    private final PrintStream out;
    private final Printed printed = new Printed();
    private final Launcher launcher;
    private volatile @Nullable Examination current;

    private WorkerMain(PrintStream out) {
        this.out = out;
        System.setOut(printed.stream());
        System.setErr(printed.stream());
        System.setIn(InputStream.nullInputStream());
        launcher = LauncherFactory.create();
        Runtime.getRuntime().addShutdownHook(new Thread(this::lastWord, "lab-last-word"));
    }

    /** Reads requests from the standard input and writes replies to the standard output. */
    public static void main(String[] args) throws IOException {
        Agent.install();
        serve(System.in, System.out);
        Runtime.getRuntime().halt(0);
    }

    /** Answers requests until there are no more. */
    static void serve(InputStream in, PrintStream out) throws IOException {
        WorkerMain worker = new WorkerMain(out);
        Wire.send(worker.out, Wire.READY);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                worker.take(line);
            }
        }
    }

    private void take(String line) {
        if (line.equals(Wire.CANCEL)) {
            Examination running = current;
            if (running != null) {
                running.cancel();
            }
            return;
        }
        Request request = Wire.read(line, Request.class);
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofPlatform()
                .daemon()
                .name("lab-time-limit")
                .start(() -> giveUpAfter(request.limitMillis(), done));
        Thread.ofPlatform().daemon().name("lab-examination").start(() -> examine(request, done));
    }

    private void examine(Request request, CountDownLatch done) {
        Examination examination = new Examination(request);
        current = examination;
        try {
            Reply reply = examination.run(launcher, printed);
            done.countDown();
            reply(examination, reply);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        } catch (OutOfMemoryError e) {
            reply(examination, examination.outOfMemory(printed));
            Runtime.getRuntime().halt(0);
        } catch (RuntimeException | Error e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            Wire.send(out, Wire.FAULT + trace.toString().replace("\n", " | "));
            Runtime.getRuntime().halt(1);
        }
    }

    private void giveUpAfter(long limitMillis, CountDownLatch done) {
        try {
            if (done.await(limitMillis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Examination hanging = current;
        if (hanging != null) {
            reply(hanging, hanging.outOfTime(printed));
        }
        Runtime.getRuntime().halt(0);
    }

    /** An answer that ends the machine is named before the machine ends. */
    private void lastWord() {
        Examination running = current;
        Reply reply = running == null ? null : running.exited(printed);
        if (running != null && reply != null) {
            reply(running, reply);
        }
    }

    /** Sends the one reply that an examination has. */
    private synchronized void reply(Examination examination, Reply reply) {
        if (current == examination) {
            current = null;
            Wire.send(out, Wire.write(reply));
        }
    }
}
