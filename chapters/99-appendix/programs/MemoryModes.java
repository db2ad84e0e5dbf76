///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Xbatch
// Prints tables/memory-modes.tsv: the ways to write and read a flag, what each of them
// guarantees, and whether a loop that was compiled before the worker began sees the flag.
// covers: S0-09 S0-20

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

static final ThreadMXBean MACHINE = ManagementFactory.getThreadMXBean();
static boolean field;
static boolean locked;
static volatile boolean marked;
static final AtomicBoolean ATOMIC = new AtomicBoolean();
static final Object LOCK = new Object();
static final VarHandle HANDLE = handle();

static VarHandle handle() {
    try {
        var lookup = MethodHandles.lookup();
        return lookup.findStaticVarHandle(lookup.lookupClass(), "field", boolean.class);
    } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
    }
}

/** Counts up to a limit or until the flag is seen. */
interface Loop { long spin(long limit); }

static long plain(long limit) {
    long n = 0;
    while (!field && n < limit) n++;
    return n;
}

static long getPlain(long limit) {
    long n = 0;
    while (!ATOMIC.getPlain() && n < limit) n++;
    return n;
}

static long handleGet(long limit) {
    long n = 0;
    while (!(boolean) HANDLE.get() && n < limit) n++;
    return n;
}

static long getOpaque(long limit) {
    long n = 0;
    while (!(boolean) HANDLE.getOpaque() && n < limit) n++;
    return n;
}

static long getAcquire(long limit) {
    long n = 0;
    while (!(boolean) HANDLE.getAcquire() && n < limit) n++;
    return n;
}

static long isVolatile(long limit) {
    long n = 0;
    while (!marked && n < limit) n++;
    return n;
}

static long atomicGet(long limit) {
    long n = 0;
    while (!ATOMIC.get() && n < limit) n++;
    return n;
}

static boolean isLocked() {
    synchronized (LOCK) {
        return locked;
    }
}

static long underALock(long limit) {
    long n = 0;
    while (!isLocked() && n < limit) n++;
    return n;
}

static void clear() {
    field = false;
    marked = false;
    ATOMIC.set(false);
    synchronized (LOCK) {
        locked = false;
    }
}

/** The flag is set when the worker has run for a tenth of a second. One that runs on is a daemon. */
static void row(String write, String read, String promise, Runnable stop, Loop loop)
        throws InterruptedException {
    for (int i = 0; i < 20_000; i++) loop.spin(1_000);    // compiles the loop before the worker begins
    var worker = Thread.ofPlatform().daemon().start(() -> loop.spin(Long.MAX_VALUE));
    while (MACHINE.getThreadCpuTime(worker.threadId()) < 100_000_000) Thread.sleep(1);
    stop.run();
    boolean ends = worker.join(Duration.ofSeconds(5));
    IO.println(String.join("\t", write, read, promise, ends ? "ends" : "runs on"));
    clear();
}

void main() throws InterruptedException {
    IO.println("write\tread\tguaranteed to the reader\ta compiled loop");
    String nothing = "nothing";
    row("plain field", "plain field", nothing, () -> field = true, l -> plain(l));
    row("set", "AtomicBoolean.getPlain", nothing, () -> ATOMIC.set(true), l -> getPlain(l));
    row("VarHandle.set", "VarHandle.get", nothing, () -> HANDLE.set(true), l -> handleGet(l));
    row("setOpaque", "getOpaque", "every read is performed, and sees the write eventually",
            () -> HANDLE.setOpaque(true), l -> getOpaque(l));
    row("setRelease", "getAcquire", "in addition, what was written before the flag is seen with it",
            () -> HANDLE.setRelease(true), l -> getAcquire(l));
    row("volatile field", "volatile field", "in addition, all threads agree on the order of such accesses",
            () -> marked = true, l -> isVolatile(l));
    row("AtomicBoolean.set", "AtomicBoolean.get", "the same as volatile",
            () -> ATOMIC.set(true), l -> atomicGet(l));
    row("in synchronized", "in synchronized", "the same, for several fields at once",
            () -> { synchronized (LOCK) { locked = true; } }, l -> underALock(l));
    System.exit(0);
}
