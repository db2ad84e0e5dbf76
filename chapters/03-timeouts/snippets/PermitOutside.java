///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S3-23 S3-24 S3-30

final Semaphore permits = new Semaphore(0);              // all ten are taken

String call(long nanos) {
    return "an answer, with a limit of " + (nanos > 0 ? "what was left" : "nothing");
}

// tag::shown[]
String outside(long limit) throws Exception {
    permits.acquire();                                   // <1>
    try {
        return call(limit);
    } finally {
        permits.release();
    }
}

String inside(long limit) throws Exception {
    long end = System.nanoTime() + limit;
    if (!permits.tryAcquire(limit, TimeUnit.NANOSECONDS)) {
        throw new TimeoutException("no permit in time");
    }
    try {
        return call(end - System.nanoTime());            // <2>
    } finally {
        permits.release();                               // <3>
    }
}
// end::shown[]

void print(String name, Callable<String> request) throws Exception {
    var task = new FutureTask<>(request);
    var caller = Thread.ofVirtual().start(task);
    boolean ended = caller.join(Duration.ofSeconds(1));
    IO.println(name + ": " + (ended ? task.state() + ", " + task.exceptionNow().getMessage()
            : "still waits after twenty times its limit"));
    caller.interrupt();
    caller.join();
}

void main() throws Exception {
    print("permit outside the limit", () -> outside(50_000_000));
    print("permit inside the limit ", () -> inside(50_000_000));
}
