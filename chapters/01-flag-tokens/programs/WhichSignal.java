///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// Measures tables/which-signal.tsv and prints it: what a token, an interrupt and Future.cancel do to
// the same four bodies. What a cell says is what this run has seen.

static final String TOKEN = "token", INTERRUPT = "interrupt", FUTURE = "`Future.cancel(true)`";

/** A body on a thread of its own, and three ways to ask it to stop. */
static final class Asked {
    final AtomicBoolean token = new AtomicBoolean();
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);
    final AtomicReference<String> end = new AtomicReference<>("runs on");
    final FutureTask<Void> future;
    final Thread thread;

    Asked(Body body) {
        future = new FutureTask<>(() -> {
            begun.countDown();
            end.set(body.run(this));
            return null;
        });
        thread = Thread.ofVirtual().unstarted(future);
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
    var asked = new Asked(body);
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

static String looksAtToken(Asked by) {
    while (!by.token.get()) Thread.yield();
    return "ends where it looks";
}

static String looksAtStatus(Asked by) {
    while (!Thread.currentThread().isInterrupted()) Thread.yield();
    return "ends where it looks";
}

/** Somebody deep below reads the signal first and says nothing; is it there for the next? */
static String afterSomebodyRead(String signal) throws InterruptedException {
    return whileItRuns(by -> {
        while (by.asked.getCount() > 0) Thread.yield();
        if (signal.equals(TOKEN)) by.token.get(); else Thread.interrupted();
        boolean there = signal.equals(TOKEN)
                ? by.token.get() : Thread.currentThread().isInterrupted();
        return there ? "stays" : "is gone";
    }, signal);
}

static String beforeItBegins(String signal) throws InterruptedException {
    var asked = new Asked(by -> {
        boolean sees = signal.equals(TOKEN)
                ? by.token.get() : Thread.currentThread().isInterrupted();
        return "begins, " + (sees ? "and finds it" : "and does not know");
    });
    asked.askBy(signal);
    asked.thread.start();
    asked.thread.join();
    return asked.begun.getCount() > 0 ? "never begins" : asked.end.get();
}

/** Asks a body that takes its time to end; is it over when the future says so? */
static String whoSaysItIsOver(String signal) throws InterruptedException {
    var mayEnd = new CountDownLatch(1);
    var asked = new Asked(by -> {
        while (mayEnd.getCount() > 0) Thread.yield();
        return "over";
    });
    asked.thread.start();
    asked.begun.await();
    asked.askBy(signal);
    boolean said = asked.future.isDone();
    mayEnd.countDown();
    asked.thread.join();
    return said ? "`get` gives up before it is over" : "`join`, and then it is over";
}

interface Cell { String of(String signal) throws InterruptedException; }

static void row(String question, Cell cell) throws InterruptedException {
    IO.println(String.join("\t", question, cell.of(TOKEN), cell.of(INTERRUPT), cell.of(FUTURE)));
}

void main() throws InterruptedException {
    IO.println(String.join("\t", "what is asked", TOKEN, INTERRUPT, FUTURE));
    row("a loop that looks at it", s -> whileItRuns(s.equals(TOKEN)
            ? by -> looksAtToken(by) : by -> looksAtStatus(by), s));
    row("a call that waits", s -> whileItRuns(by -> waiting(by), s));
    row("a task that has not begun", s -> beforeItBegins(s));
    row("when somebody has read it", s -> afterSomebodyRead(s));
    row("waiting for the end", s -> whoSaysItIsOver(s));
    System.exit(0);                                       // the sleeper that no token wakes
}
