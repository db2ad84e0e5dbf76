///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-08 S0-25

interface FanOut { void run(AtomicBoolean token, List<Thread> workers) throws InterruptedException; }

// tag::shown[]
void hopes(AtomicBoolean token, List<Thread> workers) throws InterruptedException {
    Thread.sleep(Duration.ofHours(1));                    // <1>
    token.set(true);
    for (var worker : workers) worker.join();
}

void makesSure(AtomicBoolean token, List<Thread> workers) throws InterruptedException {
    try {
        Thread.sleep(Duration.ofHours(1));
    } finally {
        token.set(true);                                  // <2>
        for (var worker : workers) worker.join();
    }
}
// end::shown[]

void interrupted(String name, FanOut fanOut) throws InterruptedException {
    var token = new AtomicBoolean();
    var workers = Stream.generate(() -> Thread.ofVirtual().start(() -> {
        while (!token.get()) LockSupport.parkNanos(1_000_000);
    })).limit(3).toList();
    var caller = Thread.ofVirtual().start(() -> {
        try {
            fanOut.run(token, workers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    });
    caller.interrupt();
    caller.join();
    IO.println(name + ": the caller has ended, workers alive: "
            + workers.stream().filter(Thread::isAlive).count());
}

void main() throws InterruptedException {
    interrupted("cancel after the wait", this::hopes);
    interrupted("cancel in finally", this::makesSure);
    // tag::shown[]
    var failed = Thread.ofVirtual().uncaughtExceptionHandler((t, e) -> {})
            .start(() -> { throw new Error("disk full"); });
    failed.join();                                        // <3>
    // end::shown[]
    IO.println("join of a worker that failed: returns, and throws nothing");
}
