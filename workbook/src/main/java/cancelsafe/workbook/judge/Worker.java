package cancelsafe.workbook.judge;

import cancelsafe.workbook.process.Processes;
import cancelsafe.workbook.worker.Rehearsal;
import cancelsafe.workbook.worker.Reply;
import cancelsafe.workbook.worker.Request;
import cancelsafe.workbook.worker.TimeLimits;
import cancelsafe.workbook.worker.WorkerFolder;
import cancelsafe.workbook.worker.WorkerMain;
import cancelsafe.workbook.worker.WorkerProtocol;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A virtual machine that runs the tests of answers, started ahead of its first one. */
final class Worker implements AutoCloseable {
    /** Guards what follows: no worker is started beside the closing of all. */
    private static final ReentrantLock STARTING = new ReentrantLock();

    /** Those that are not closed. A judge that a signal ends leaves none of them behind. */
    private static final Set<Worker> OPEN = ConcurrentHashMap.newKeySet();

    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Worker::closeAll, "close-workers"));
    }

    private final Process process;
    private final WorkerUser user;
    private final WorkerFolder folder;
    private final Conversation conversation;
    private boolean usable = true;
    private boolean fresh = true;

    private Worker(Process process, WorkerCommand command, Conversation conversation) {
        this.process = process;
        this.user = command.user();
        this.folder = command.folder();
        this.conversation = conversation;
    }

    /** Starts one; it becomes ready while the caller does something else. */
    static Worker start(Installation installation, WorkerUser user) throws IOException {
        List<String> options =
                installation.isRehearsed()
                        ? List.of("-XX:AOTCache=" + installation.cache())
                        : List.of();
        return start(
                new WorkerCommand(
                        installation, user, WorkerFolder.create(), options, WorkerMain.class));
    }

    /** Starts one that writes down what the start of later ones needs, when it is finished. */
    static Worker startRehearsal(Installation installation) throws IOException {
        return start(
                new WorkerCommand(
                        installation,
                        WorkerUser.SAME,
                        WorkerFolder.create(),
                        List.of(
                                "-XX:AOTCacheOutput=" + installation.cache(),
                                "-Dcancelsafe.lab=off"),
                        Rehearsal.class));
    }

    private static Worker start(WorkerCommand command) throws IOException {
        STARTING.lock();
        try {
            if (ending) {
                throw new IOException("the judge is ending");
            }
            Process process = command.start();
            Worker worker = new Worker(process, command, Conversation.with(process));
            OPEN.add(worker);
            return worker;
        } catch (IOException e) {
            command.user().delete(command.folder());
            throw e;
        } finally {
            STARTING.unlock();
        }
    }

    private static void closeAll() {
        STARTING.lock();
        try {
            ending = true;
        } finally {
            STARTING.unlock();
        }
        OPEN.forEach(Worker::close);
    }

    /** Lets it end by itself, and waits for that. */
    void finish() throws IOException, InterruptedException {
        usable = false;
        conversation.close();
        process.waitFor();
        user.delete(folder);
        OPEN.remove(this);
    }

    /** Whether it can be asked again. */
    boolean isUsable() {
        return usable && process.isAlive();
    }

    /** Whether it has run no answer yet. */
    boolean isFresh() {
        return fresh;
    }

    /**
     * Runs the tests of an answer.
     *
     * @throws InterruptedException if the caller is interrupted; the run is called off, and the
     *     worker is gone if it does not end soon
     * @throws IOException if the worker cannot be reached or has a fault of its own
     */
    RunEnd run(Request request) throws IOException, InterruptedException {
        conversation.awaitStart();
        fresh = false;
        long begun = System.nanoTime();
        try {
            ask(request);
            Conversation.Received received = conversation.next(longest(request));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            return switch (received) {
                case Conversation.Received.Text(String text) ->
                        new RunEnd.Replied(reply(text), took);
                case Conversation.Received.End _ -> {
                    int code = exitCode();
                    boolean crashed = folder.tellsOfCrash();
                    close();
                    yield new RunEnd.Died(code, crashed, conversation.output(), took);
                }
                case Conversation.Received.Nothing _ -> {
                    close();
                    yield new RunEnd.Silent(took);
                }
            };
        } catch (InterruptedException e) {
            callOff();
            throw e;
        } catch (IOException e) {
            close();
            if (Thread.interrupted()) { // which closes the connection of a virtual thread
                throw new InterruptedException();
            }
            throw e;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Sends a request; where the worker has just ended, the connection tells that next. */
    private void ask(Request request) {
        try {
            conversation.send(WorkerProtocol.write(request));
        } catch (IOException _) {
            // as said above
        }
    }

    private static Duration longest(Request request) {
        return Duration.ofMillis(request.limitMillis())
                .plus(TimeLimits.BUSY_MACHINE)
                .plus(TimeLimits.REPLY);
    }

    private Reply reply(String text) throws IOException {
        if (text.startsWith(WorkerProtocol.FAULT)) {
            throw new IOException("the workbook itself failed: " + text);
        }
        Reply reply = WorkerProtocol.read(text, Reply.class);
        usable = reply.leavesNoTrace();
        return reply;
    }

    private int exitCode() throws InterruptedException {
        return process.waitFor(TimeLimits.REPLY.toMillis(), TimeUnit.MILLISECONDS)
                ? process.exitValue()
                : 0;
    }

    private void callOff() {
        try {
            conversation.send(WorkerProtocol.CANCEL);
            if (conversation.next(TimeLimits.POLITE)
                            instanceof Conversation.Received.Text(String text)
                    && reply(text).leavesNoTrace()) {
                return;
            }
        } catch (IOException | InterruptedException | IllegalArgumentException _) {
            // by force, then
        }
        close();
    }

    /**
     * Ends it by force, with the processes that answers have started in it, and waits until nothing
     * is left of it: the judge may be about to end, too.
     */
    @Override
    public void close() {
        usable = false;
        Processes.kill(process);
        conversation.close();
        process.onExit()
                .thenRun(() -> user.delete(folder))
                .completeOnTimeout(null, TimeLimits.REPLY.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        OPEN.remove(this);
    }
}
