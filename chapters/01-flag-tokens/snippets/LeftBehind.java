///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-08 S0-25

interface FanOut { void run(AtomicBoolean token, List<Thread> workers) throws InterruptedException; }

void hopes(AtomicBoolean token, List<Thread> workers) throws InterruptedException {
    Thread.sleep(Duration.ofHours(1));                    // <1>
    token.set(true);
    for (var worker : workers) worker.join();
}

void makesSure(AtomicBoolean token, List<Thread> workers) throws InterruptedException {
    try {
        Thread.sleep(Duration.ofHours(1));
    } finally {
        token.set(true);
        for (var worker : workers) worker.join();
    }
}

void interrupted(String name, FanOut fanOut) throws InterruptedException {
    var token = new AtomicBoolean();                      // <2>
    var workers = Stream.generate(() -> Thread.ofVirtual().start(() -> {
        while (!token.get()) LockSupport.parkNanos(1_000_000);
    })).limit(3).toList();
    var caller = Thread.ofVirtual().start(() -> {
        try {
            fanOut.run(token, workers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();           // <3>
        }
    });
    caller.interrupt();
    caller.join();
    IO.println(name + ": the caller has ended, workers alive: "
            + workers.stream().filter(Thread::isAlive).count());
}

void main() throws InterruptedException {
    interrupted("cancel below the wait", this::hopes);
    interrupted("cancel in finally", this::makesSure);
    var dead = Thread.ofVirtual().uncaughtExceptionHandler((t, e) -> {})
            .start(() -> { throw new Error("disk full"); });
    dead.join();                                          // <4>
    IO.println("join of a worker that died: no complaint");
}
