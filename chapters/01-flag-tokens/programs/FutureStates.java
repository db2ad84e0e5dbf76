///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// Measures tables/future-states.tsv and prints it: what a future says, and what its task does.
// covers: B-59

/** A task that waits for a permit, and tells what happened to it. */
static final class Task implements Callable<String> {
    final CountDownLatch begun = new CountDownLatch(1);
    final Semaphore mayEnd = new Semaphore(0);
    volatile String seen = "not started";

    @Override
    public String call() {
        seen = "runs";
        begun.countDown();
        try {
            mayEnd.acquire();
        } catch (InterruptedException e) {
            seen = "interrupted, and runs";
            mayEnd.acquireUninterruptibly();
        }
        return "result";
    }
}

static String get(Future<?> future) {
    if (!future.isDone()) return "waits";
    try {
        return "returns " + future.get();
    } catch (Exception e) {
        return "throws `" + e.getClass().getSimpleName() + "`";
    }
}

static void row(String what, Future<?> future, String task) {
    IO.println(String.join("\t", what, "`" + future.state() + "`", "" + future.isDone(),
            get(future), task));
}

static String settled(Task task, String expected) throws InterruptedException {
    for (int i = 0; i < 1_000 && !task.seen.equals(expected); i++) Thread.sleep(1);
    return task.seen;
}

/** A task of a ForkJoinPool, cancelled while it runs. */
static void forkJoin(String submitter, Function<Task, ForkJoinTask<String>> submit)
        throws InterruptedException {
    var task = new Task();
    var future = submit.apply(task);
    task.begun.await();
    future.cancel(true);
    Thread.sleep(100);                                    // an interrupt would arrive
    row("`ForkJoinPool.submit` from " + submitter + ", `cancel(true)`, running", future, task.seen);
    task.mayEnd.release();
}

void main() throws Exception {
    IO.println("what happened\t`state()`\t`isDone()`\t`get()`\tthe task");

    var queued = new Task();
    row("`FutureTask`, not started", new FutureTask<>(queued), queued.seen);

    var running = new Task();
    var future = new FutureTask<>(running);
    var thread = Thread.ofPlatform().start(future);
    running.begun.await();
    row("`FutureTask`, running", future, running.seen);
    future.cancel(true);
    row("`FutureTask.cancel(true)`, running", future, settled(running, "interrupted, and runs"));
    running.mayEnd.release();
    thread.join();

    var polite = new Task();
    future = new FutureTask<>(polite);
    thread = Thread.ofPlatform().start(future);
    polite.begun.await();
    future.cancel(false);
    row("`FutureTask.cancel(false)`, running", future, polite.seen);
    polite.mayEnd.release();
    thread.join();

    var early = new Task();
    future = new FutureTask<>(early);
    future.cancel(true);
    future.run();
    row("`FutureTask.cancel(true)`, not started", future,
            early.seen.replace("not started", "never starts"));

    var done = new Task();
    done.mayEnd.release();
    future = new FutureTask<>(done);
    future.run();
    boolean cancelled = future.cancel(true);
    row("`FutureTask.cancel(true)`, finished: returns " + cancelled, future, "has ended");

    forkJoin("another thread", ForkJoinPool.commonPool()::submit);
    forkJoin("a thread of the pool", task -> {
        var pool = ForkJoinPool.commonPool();
        return pool.submit(() -> pool.submit(task)).join();
    });

    var supplied = new Task();
    var completable = CompletableFuture.supplyAsync(supplied::call);
    supplied.begun.await();
    completable.cancel(true);
    Thread.sleep(100);                                    // an interrupt would arrive
    row("`CompletableFuture.cancel(true)`, running", completable, supplied.seen);
    supplied.mayEnd.release();
}
