///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-67 S4-14

// tag::shown[]
void work(CountDownLatch cleaning) {
    try {
        IO.println("worker: copies records");
    } finally {
        IO.println("worker: writes the first half of the file");
        cleaning.countDown();
        disk();
        IO.println("worker: writes the second half");          // <1>
    }
}

// end::shown[]
void disk() {
    try {
        Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
    }
}

void main() throws InterruptedException {
    // tag::main[]
    var cleaning = new CountDownLatch(1);
    Thread worker = Thread.startVirtualThread(() -> work(cleaning));
    cleaning.await();
    IO.println("main:   ends; the worker is a daemon thread: " + worker.isDaemon());
    // end::main[]
}
