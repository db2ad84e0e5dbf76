///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-07 S3-40 B-67

final AtomicBoolean cancelled = new AtomicBoolean();           // the token

void work() {
    try {
        while (!cancelled.get()) {
            disk();
        }
    } finally {
        IO.println("worker: writes the first half of the file");
        disk();
        IO.println("worker: writes the second half");
    }
}

void disk() {
    try {
        Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
    }
}

// tag::shown[]
void shutDown(Thread worker) {
    IO.println("hook:   cancels the token");
    cancelled.set(true);
    try {
        worker.join();                                         // <1>
        IO.println("hook:   the worker has ended");
    } catch (InterruptedException e) {
        IO.println("hook:   interrupted");
    }
}

void main() {
    Thread worker = Thread.startVirtualThread(this::work);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> shutDown(worker)));
    IO.println("main:   ends");
}
// end::shown[]
