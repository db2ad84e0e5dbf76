///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// Measures tables/ways-to-shut-down.tsv and prints it: what four calls do to an executor of one
// thread, with one task that runs and one that waits in the queue.
// covers: B-61

/** An executor with a running task that notes an interrupt and goes on until it may end. */
static final class Pool {
    final ExecutorService executor = Executors.newFixedThreadPool(1);
    final CountDownLatch begun = new CountDownLatch(1);
    final Semaphore mayEnd = new Semaphore(0);
    final AtomicBoolean interrupted = new AtomicBoolean();
    final AtomicBoolean queuedRan = new AtomicBoolean();
    final Future<?> queued;

    Pool() throws InterruptedException {
        executor.submit(() -> {
            begun.countDown();
            while (true) {
                try {
                    mayEnd.acquire();
                    return;
                } catch (InterruptedException e) {
                    interrupted.set(true);
                }
            }
        });
        queued = executor.submit(() -> queuedRan.set(true));
        begun.await();
    }

    String newTask() {
        try {
            executor.submit(() -> {});
            return "accepted";
        } catch (RejectedExecutionException e) {
            return "rejected";
        }
    }
}

/** A call, and what it returns; empty for nothing. */
interface Call { String on(ExecutorService executor) throws InterruptedException; }

static void row(String name, Call call, boolean interruptsTheCaller) throws InterruptedException {
    var pool = new Pool();
    var outcome = new AtomicReference<>("returns");
    var caller = Thread.ofPlatform().start(() -> {
        try {
            if (interruptsTheCaller) Thread.currentThread().interrupt();
            String result = call.on(pool.executor);
            outcome.set("returns" + result
                    + (Thread.currentThread().isInterrupted() ? " with the status set," : ""));
        } catch (InterruptedException e) {
            outcome.set("throws `InterruptedException`");
        }
    });
    boolean returnsBefore = caller.join(Duration.ofSeconds(2));
    String newTask = pool.newTask();
    pool.mayEnd.release();
    caller.join();
    pool.executor.shutdown();
    if (!pool.executor.awaitTermination(1, TimeUnit.MINUTES)) throw new IllegalStateException(name);
    IO.println(String.join("\t", name, newTask,
            pool.queuedRan.get() ? "runs" : "never runs, its future is `" + pool.queued.state() + "`",
            pool.interrupted.get() ? "interrupted" : "left alone",
            outcome + (returnsBefore ? " while tasks run" : " when all tasks have ended")));
}

void main() throws InterruptedException {
    IO.println("call\ta new task\tthe queued task\tthe running task\tthe call itself");
    row("shutdown()", e -> { e.shutdown(); return ""; }, false);
    row("shutdownNow()", e -> " " + e.shutdownNow().size() + " queued task", false);
    row("awaitTermination(t)", e -> " `" + awaits(e, Duration.ofMillis(200)) + "` after `t`,", false);
    row("awaitTermination(t), interrupted", e -> "" + awaits(e, Duration.ofMinutes(1)), true);
    row("close()", e -> { e.close(); return ""; }, false);
    row("close(), interrupted", e -> { e.close(); return ""; }, true);
}

static boolean awaits(ExecutorService executor, Duration t) throws InterruptedException {
    return executor.awaitTermination(t.toMillis(), TimeUnit.MILLISECONDS);
}
