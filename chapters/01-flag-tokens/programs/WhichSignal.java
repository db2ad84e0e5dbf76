///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// Measures tables/which-signal.tsv and prints it: what a token, an interrupt and the cancel
// methods of two futures do to the same bodies. Each cell says what happened in this run.
// covers: B-59

static final String TOKEN = "token", INTERRUPT = "interrupt",
        TASK = "`FutureTask.cancel(true)`", COMPLETABLE = "`CompletableFuture.cancel(true)`";

/** A body on a thread of its own, and four ways to ask it to stop. */
static final class Asked {
    final AtomicBoolean token = new AtomicBoolean();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);
    final AtomicReference<String> end = new AtomicReference<>("runs on");
    final Future<?> future;
    Thread thread;

    Asked(Body body, String signal) {
        Runnable runs = () -> {
            begun.countDown();
            try {
                end.set(body.run(this));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Executor unstarted = task -> thread = Thread.ofVirtual().unstarted(task);
        if (signal.equals(COMPLETABLE)) {
            future = CompletableFuture.runAsync(runs, unstarted);
        } else {
            var task = new FutureTask<Void>(runs, null);
            unstarted.execute(task);
            future = task;
        }
    }

    void askBy(String signal) {
        switch (signal) {
            case TOKEN -> token.set(true);
            case INTERRUPT -> thread.interrupt();
            default -> future.cancel(true);
        }
        asked.countDown();
    }
}

interface Body { String run(Asked by) throws Exception; }

/** How a body ends that is asked while it runs; one that goes on is given a second. */
static String whileItRuns(Body body, String signal) throws InterruptedException {
    var asked = new Asked(body, signal);
    asked.thread.start();
    asked.begun.await();
    asked.askBy(signal);
    asked.thread.join(Duration.ofSeconds(1));
    return asked.end.get();
}

static String waiting(Asked by) throws InterruptedException {
    try {
        new LinkedBlockingQueue<String>().take();
        return "runs on";
    } catch (InterruptedException e) {
        return "wakes";
    }
}

static String checksToken(Asked by) {
    while (!by.token.get()) Thread.yield();
    return "ends at the check";
}

static String checksStatus(Asked by) {
    while (!Thread.currentThread().isInterrupted()) Thread.yield();
    return "ends at the check";
}

/** Other code reads the signal first and does not pass it on; is it there for the next reader? */
static String afterOtherCodeRead(String signal) throws InterruptedException {
    return whileItRuns(by -> {
        while (by.asked.getCount() > 0) Thread.yield();
        boolean arrived = signal.equals(TOKEN) ? by.token.get() : Thread.interrupted();
        boolean remains = signal.equals(TOKEN)
                ? by.token.get() : Thread.currentThread().isInterrupted();
        return !arrived ? "never arrives" : remains ? "stays" : "is cleared";
    }, signal);
}

static String beforeItBegins(String signal) throws InterruptedException {
    var asked = new Asked(by -> {
        boolean sees = signal.equals(TOKEN)
                ? by.token.get() : Thread.currentThread().isInterrupted();
        return "begins, and " + (sees ? "finds the signal" : "finds no signal");
    }, signal);
    asked.askBy(signal);
    asked.thread.start();
    asked.thread.join();
    return asked.begun.getCount() > 0 ? "never begins" : asked.end.get();
}

/** Asks a body that takes its time to end; has it ended when the future is done? */
static String waitingForTheEnd(String signal) throws InterruptedException {
    var mayEnd = new CountDownLatch(1);
    var asked = new Asked(by -> {
        while (mayEnd.getCount() > 0) Thread.yield();
        return "ended";
    }, signal);
    asked.thread.start();
    asked.begun.await();
    asked.askBy(signal);
    boolean done = asked.future.isDone();
    mayEnd.countDown();
    asked.thread.join();
    return done ? "`get` throws before the end" : "`join` returns after the end";
}

interface Cell { String of(String signal) throws InterruptedException; }

static void row(String question, Cell cell) throws InterruptedException {
    IO.println(String.join("\t", question,
            cell.of(TOKEN), cell.of(INTERRUPT), cell.of(TASK), cell.of(COMPLETABLE)));
}

void main() throws InterruptedException {
    IO.println(String.join("\t", "the task", TOKEN, INTERRUPT, TASK, COMPLETABLE));
    row("a loop that checks the signal", s -> whileItRuns(s.equals(TOKEN)
            ? by -> checksToken(by) : by -> checksStatus(by), s));
    row("a call that waits", s -> whileItRuns(by -> waiting(by), s));
    row("a task that has not begun", s -> beforeItBegins(s));
    row("the signal, after other code has read it", s -> afterOtherCodeRead(s));
    row("waiting for the end", s -> waitingForTheEnd(s));
    IO.println("# A thread that is interrupted before it is started keeps the interrupt in the JDK,"
            + " but the javadoc of `Thread.interrupt()` says so only in an implementation note.");
    System.exit(0);                                       // the bodies that run on
}
