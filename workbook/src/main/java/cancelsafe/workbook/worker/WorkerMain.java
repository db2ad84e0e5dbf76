package cancelsafe.workbook.worker;

import cancelsafe.lab.agent.Agent;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherFactory;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the tests of answers, one answer after the other, until its judge closes the connection. The
 * judge is told what came of each in one reply; a worker that had to give up, or that an answer
 * ended, is gone after that.
 */
public final class WorkerMain {
    private final DataOutputStream replies;
    private final Printed printed = new Printed();
    private final WorkerFolder folder = WorkerFolder.ofThisWorker();
    private final Launcher launcher;
    private volatile @Nullable TestRun current;

    private WorkerMain(DataOutputStream replies) {
        this.replies = replies;
        System.setOut(printed.stream());
        System.setErr(printed.stream());
        System.setIn(InputStream.nullInputStream());
        launcher = LauncherFactory.create();
        Runtime.getRuntime().addShutdownHook(new Thread(this::replyAtExit, "lab-reply-at-exit"));
    }

    /**
     * Where the judge listens, and the secret by which it recognizes the worker that it has
     * started.
     *
     * @param port at the loopback address
     */
    record JudgeAddress(int port, String secret) {
        /** The line that a judge writes to the standard input, and nothing after it. */
        static JudgeAddress read(InputStream in) throws IOException {
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                if (line == null) {
                    throw new EOFException("a worker is started by its judge");
                }
                String[] parts = line.split(" ", 2);
                return new JudgeAddress(Integer.parseInt(parts[0]), parts[1]);
            }
        }
    }

    /**
     * Answers requests until there are no more.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        WorkerFolder folder = WorkerFolder.ofThisWorker();
        // A terminal that is closed ends the judge and the worker alike.
        Runtime.getRuntime().addShutdownHook(new Thread(folder::delete, "lab-folder"));
        try {
            JudgeAddress address = JudgeAddress.read(System.in);
            Agent.install();
            serve(address);
        } finally {
            folder.delete(); // a judge that was killed cannot
        }
        Runtime.getRuntime().halt(0);
    }

    /** Answers requests until there are no more. */
    static void serve(JudgeAddress address) throws IOException {
        try (Socket judge = new Socket(InetAddress.getLoopbackAddress(), address.port());
                DataInputStream requests =
                        new DataInputStream(new BufferedInputStream(judge.getInputStream()));
                DataOutputStream replies =
                        new DataOutputStream(new BufferedOutputStream(judge.getOutputStream()))) {
            judge.setTcpNoDelay(true);
            WorkerProtocol.send(replies, address.secret()); // at once: the judge waits for it
            WorkerMain worker = new WorkerMain(replies);
            for (String text = WorkerProtocol.receive(requests);
                    text != null;
                    text = WorkerProtocol.receive(requests)) {
                worker.takeOrFail(text);
            }
        }
    }

    private void takeOrFail(String text) {
        try {
            take(text);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    private void take(String text) {
        TestRun running = current;
        if (text.equals(WorkerProtocol.CANCEL)) {
            if (running != null) {
                running.cancel();
            }
            return;
        }
        Request request = WorkerProtocol.read(text, Request.class);
        CountDownLatch done = new CountDownLatch(1);
        TestRun run = new TestRun(request);
        current = run;
        Thread.ofPlatform()
                .daemon()
                .name("lab-time-limit")
                .start(() -> endAfterItsTime(run, new TimeLimit(request, done, run)));
        Thread.ofPlatform().daemon().name("lab-test-run").start(() -> run(run, done));
    }

    private void run(TestRun run, CountDownLatch done) {
        try {
            Reply reply = run.run(launcher, printed);
            done.countDown();
            folder.clear();
            reply(run, reply);
        } catch (OutOfMemoryError e) {
            reply(run, run.outOfMemory(String.valueOf(e.getMessage()), printed));
            Runtime.getRuntime().halt(0);
        } catch (RuntimeException | Error e) {
            fault(e);
        }
    }

    /** The worker itself has failed: says so, and ends. */
    private void fault(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        try {
            WorkerProtocol.send(replies, WorkerProtocol.FAULT + trace);
        } catch (IOException _) {
            // the judge is gone
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private void endAfterItsTime(TestRun run, TimeLimit limit) {
        if (limit.isKept()) {
            return;
        }
        synchronized (this) {
            if (current != run) {
                return; // its reply has come at the last moment, and the worker goes on
            }
            try {
                reply(run, run.outOfTime(printed));
            } finally {
                Runtime.getRuntime().halt(0);
            }
        }
    }

    /** An answer that ends the machine is named before the machine ends. */
    private void replyAtExit() {
        TestRun running = current;
        Reply reply = running == null ? null : running.exited(printed);
        if (running != null && reply != null) {
            reply(running, reply);
        }
    }

    /** Sends the one reply that a run has. */
    private synchronized void reply(TestRun run, Reply reply) {
        if (current != run) {
            return;
        }
        current = null;
        try {
            WorkerProtocol.send(replies, WorkerProtocol.write(reply));
        } catch (IOException e) {
            Runtime.getRuntime().halt(1); // the judge is gone
        }
    }
}
