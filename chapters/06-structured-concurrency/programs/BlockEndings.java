///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
// covers: B-61 S1-08

import java.util.concurrent.StructuredTaskScope.Joiner;

// Lets each kind of block end in three ways while one of its tasks waits, and prints whether that task
// was interrupted before it was released, and whether the block waited for its end. No row depends on
// speed: the task is released only when the owner waits in close, or in join if it still is there after a failure.

interface Block {
    /** Starts both tasks, runs the body, and closes. */
    void run(Callable<String> waits, Callable<String> second, Body body) throws Exception;
}

interface Body {
    void run() throws Exception;
}

/** {@code waitsIn} is where the owner waits for its tasks, {@code afterFailure} if one of them has failed. */
record Row(String name, Block block, String waitsIn, String afterFailure) {}

List<Row> rows() {
    return List.of(
            new Row("executor of virtual threads",
                    (waits, second, body) -> inExecutor(Executors.newVirtualThreadPerTaskExecutor(), waits, second, body), "close", "close"),
            new Row("fixed pool",
                    (waits, second, body) -> inExecutor(Executors.newFixedThreadPool(2), waits, second, body), "close", "close"),
            new Row("new ForkJoinPool(2)",
                    (waits, second, body) -> inExecutor(new ForkJoinPool(2), waits, second, body), "close", "close"),
            new Row("scope, open()",
                    (waits, second, body) -> inScope(Joiner.awaitAllSuccessfulOrThrow(), waits, second, body), "join", "close"),
            new Row("scope, awaitAll()",
                    (waits, second, body) -> inScope(Joiner.awaitAll(), waits, second, body), "join", "join"));
}

void inExecutor(ExecutorService executor, Callable<String> waits, Callable<String> second, Body body) throws Exception {
    try (executor) {
        executor.submit(waits);
        Future<String> future = executor.submit(second);
        body.run();
        future.get();
    }
}

void inScope(Joiner<String, ?> joiner, Callable<String> waits, Callable<String> second, Body body) throws Exception {
    try (var scope = StructuredTaskScope.open(joiner)) {
        scope.fork(waits);
        scope.fork(second);
        body.run();
        scope.join();
    }
}

/** One task that waits until it is released, in one block. */
final class Scene {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean interrupted;
    private volatile boolean ended;

    private String waits() {
        begun.countDown();
        try {
            released.await();
            interrupted = Thread.interrupted(); // interrupted before it was released
        } catch (InterruptedException e) {
            interrupted = true;
        }
        ended = true;
        return "a value";
    }

    String seen(Block block, Callable<String> second, boolean bodyThrows, boolean interruptsOwner, String method) throws Exception {
        var outcome = new CompletableFuture<String>();
        Thread owner = Thread.ofPlatform().start(() -> {
            try {
                block.run(this::waits, second, () -> {
                    begun.await();
                    if (bodyThrows) {
                        throw new IOException("body");
                    }
                });
            } catch (Exception e) {
                // what is asked is what the waiting task has seen by now
            }
            outcome.complete((interrupted ? "interrupted" : "not interrupted") + (ended ? "; waits" : "; does not wait"));
        });
        begun.await();
        awaitWait(owner, method);
        if (interruptsOwner) {
            owner.interrupt();
        } else {
            released.countDown();
        }
        return outcome.get();
    }

    /** Returns when the owner waits in the method, or has ended. */
    private void awaitWait(Thread owner, String method) {
        while (owner.isAlive() && !(in(method, owner) && isWaiting(owner))) {
            Thread.onSpinWait();
        }
    }

    private static boolean isWaiting(Thread owner) {
        return owner.getState() == Thread.State.WAITING || owner.getState() == Thread.State.TIMED_WAITING;
    }

    private static boolean in(String method, Thread owner) {
        return Arrays.stream(owner.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals(method));
    }
}

void main() throws Exception {
    IO.println("block\tits body throws\ta task fails\tits owner is interrupted while it waits");
    for (Row row : rows()) {
        IO.println(String.join("\t",
                row.name(),
                new Scene().seen(row.block(), () -> "a value", true, false, "close"),
                new Scene().seen(row.block(), () -> { throw new IOException("task"); }, false, false, row.afterFailure()),
                new Scene().seen(row.block(), () -> "a value", false, true, row.waitsIn())));
    }
    IO.println("# Whether the block interrupted the other task, which was waiting, and whether the block waited until that task had ended.");
}
