///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: B-67 S4-14

void work(CountDownLatch tidyingUp) {
    try {
        IO.println("worker: works");
    } finally {
        IO.println("worker: writes the first half of the file");
        tidyingUp.countDown();
        disk();
        IO.println("worker: writes the second half");          // <1>
    }
}

void disk() {
    try {
        Thread.sleep(Duration.ofMinutes(1));
    } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
    }
}

void main() throws InterruptedException {
    var tidyingUp = new CountDownLatch(1);
    Thread worker = Thread.startVirtualThread(() -> work(tidyingUp));
    tidyingUp.await();
    IO.println("main:   ends; is the worker a daemon? " + worker.isDaemon());
}
