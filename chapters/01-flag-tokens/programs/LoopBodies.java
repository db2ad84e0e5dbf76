///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Xbatch
// Measures tables/loop-bodies.tsv and prints it: whether a compiled loop sees a plain flag,
// depending on what else the loop does.
// covers: S0-20

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

static final ThreadMXBean MACHINE = ManagementFactory.getThreadMXBean();
static final ConcurrentHashMap<Integer, Integer> CACHE = new ConcurrentHashMap<>();
static final Object LOCK = new Object();
static boolean stop;

/** Runs up to a limit, or until it sees the flag. */
interface Loop { long spin(long limit); }

static long counts(long limit) {
    long n = 0;
    while (!stop && n < limit) n++;
    return n;
}

// tag::hoisted[]
static long hoisted(long limit) {
    long n = 0;
    if (!stop) while (n < limit) n++;
    return n;
}
// end::hoisted[]

static long asksTheClock(long limit) {
    long n = 0;
    while (!stop && n < limit) n += System.nanoTime() > 0 ? 1 : 2;
    return n;
}

static long putsIntoAMap(long limit) {
    long n = 0;
    while (!stop && n < limit) CACHE.put((int) (n++ & 1023), 1);
    return n;
}

static long locks(long limit) {
    long n = 0;
    while (!stop && n < limit) {
        synchronized (LOCK) {
            n++;
        }
    }
    return n;
}

static long yields(long limit) {
    long n = 0;
    while (!stop && n < limit) {
        Thread.yield();
        n++;
    }
    return n;
}

/** A worker runs for a tenth of a second of processor time and is then asked to stop. */
static void row(String body, Loop loop) throws InterruptedException {
    for (int i = 0; i < 20_000; i++) loop.spin(100);      // compiles the loop before the worker begins
    var worker = Thread.ofPlatform().daemon().start(() -> loop.spin(Long.MAX_VALUE));
    while (MACHINE.getThreadCpuTime(worker.threadId()) < 100_000_000) Thread.sleep(1);
    stop = true;
    boolean ends = worker.join(Duration.ofSeconds(3));
    IO.println(body + "\t" + (ends ? "ends" : "runs on"));
    stop = false;
}

void main() throws InterruptedException {
    IO.println("what the loop does\tafter `stop = true`");
    row("calls `ConcurrentHashMap.put`", l -> putsIntoAMap(l));
    row("enters a `synchronized` block", l -> locks(l));
    row("calls `Thread.yield`", l -> yields(l));
    row("calls `System.nanoTime`", l -> asksTheClock(l));
    row("counts", l -> counts(l));
    row("counts, with the read moved out of the loop by hand", l -> hoisted(l));
    System.exit(0);                                       // the workers that run on
}
