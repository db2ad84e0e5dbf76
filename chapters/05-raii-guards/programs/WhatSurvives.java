///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -XX:+UseSerialGC
// covers: S1-16 S3-80 S3-84 B-80

import java.lang.ref.Cleaner;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

// Starts a child process for each way in which a block can end. The child replaces two files and
// waits between the two; there the block ends. The parent reads in the folder what has run.

interface Action { void run() throws Exception; }

Path folder;

// ---- the child

void mark(String name) {
    try {
        Files.createFile(folder.resolve("ran-" + name));
    } catch (IOException e) {
        throw new UncheckedIOException(e);
    }
}

record Resource(Runnable onClose) implements AutoCloseable {
    @Override
    public void close() { onClose.run(); }
}

void replace(String name) throws IOException {
    Path other = Files.writeString(folder.resolve(name + ".tmp"), "new");
    Files.move(other, folder.resolve(name), ATOMIC_MOVE);
}

/** The block: it replaces two files, and {@code ending} happens between the two. */
void block(Action ending) throws Exception {
    Files.writeString(folder.resolve("journal"), "a b END");
    Path draft = folder.resolve("draft.tmp");
    try (var resource = new Resource(() -> mark("close"))) {
        Cleaner.create().register(new Object(), () -> mark("cleaner"));
        Files.writeString(draft, "half");
        replace("a");
        ending.run();
        replace("b");
    } finally {
        mark("finally");
        Files.deleteIfExists(draft);
    }
}

void waitForever() throws InterruptedException {
    IO.println("ready");
    new CountDownLatch(1).await();
}

/** Runs the block on a virtual thread and returns when the block waits. */
Future<?> started(Thread[] thread) throws InterruptedException {
    var ready = new CountDownLatch(1);
    var task = new FutureTask<Void>(() -> {
        block(() -> {
            ready.countDown();
            waitForever();
        });
        return null;
    });
    thread[0] = Thread.startVirtualThread(task);
    ready.await();
    return task;
}

void child(String event) throws Exception {
    var worker = new Thread[1];
    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
        mark("hook");
        if (event.equals("SIGTERM; the hook interrupts and joins")) {
            worker[0].interrupt();
            try {
                worker[0].join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }));
    switch (event) {
        case "its last line" -> block(() -> {});
        case "an exception" -> block(() -> { throw new IOException(); });
        case "an interrupt" -> {
            started(worker);
            worker[0].interrupt();
            worker[0].join();
        }
        case "timeout of `get`, end of `main`" -> {
            var task = started(worker);
            try {
                task.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                return;
            }
        }
        case "timeout of `get`, `cancel(true)`, join" -> {
            var task = started(worker);
            try {
                task.get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                task.cancel(true);
                worker[0].join();
            }
        }
        case "`System.exit`" -> block(() -> System.exit(1));
        case "`Runtime.halt`" -> block(() -> Runtime.getRuntime().halt(1));
        default -> {
            started(worker);
            worker[0].join();
        }
    }
}

// ---- the parent

void run(String event) throws Exception {
    folder = Files.createTempDirectory("survives");
    Files.writeString(folder.resolve("a"), "old");
    Files.writeString(folder.resolve("b"), "old");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process = new ProcessBuilder(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
            getClass().getName(), folder.toString(), event)
            .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    if (event.startsWith("SIG")) {
        process.inputReader().readLine();
        if (event.equals("SIGKILL")) process.destroyForcibly(); else process.destroy();
    }
    process.waitFor();
    IO.println(String.join("\t", event, ran("finally"), ran("close"), ran("hook"), ran("cleaner"),
            Files.exists(folder.resolve("draft.tmp")) ? "left behind" : "deleted",
            files(), recovered()));
    try (var all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(each);
    }
}

String ran(String name) {
    return Files.exists(folder.resolve("ran-" + name)) ? "yes" : "no";
}

String files() throws IOException {
    return Files.readString(folder.resolve("a")) + ", " + Files.readString(folder.resolve("b"));
}

/** Does what a start after the end would do: completes what the journal promises. */
String recovered() throws IOException {
    String journal = Files.readString(folder.resolve("journal"));
    if (journal.endsWith("END")) {
        replace("a");
        replace("b");
    }
    return files();
}

void main(String[] args) throws Exception {
    if (args.length == 2) {
        folder = Path.of(args[0]);
        child(args[1]);
        return;
    }
    IO.println("what ends the block\t`finally` runs\t`close()` runs\thook runs\t`Cleaner` runs\ttemporary file"
            + "\tfiles\tafter recovery");
    for (String event : List.of("its last line", "an exception", "an interrupt",
            "timeout of `get`, `cancel(true)`, join", "timeout of `get`, end of `main`",
            "`System.exit`", "`Runtime.halt`", "SIGTERM",
            "SIGTERM; the hook interrupts and joins", "SIGKILL")) {
        run(event);
    }
}
