///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -XX:+UseSerialGC
// covers: S1-16 S3-80

import java.lang.ref.Cleaner;

final Semaphore connections = new Semaphore(1);
final Cleaner cleaner = Cleaner.create();
final CountDownLatch cleaned = new CountDownLatch(1);

class Lease {}

// tag::shown[]
void query() throws InterruptedException {
    connections.acquire();
    var lease = new Lease();
    cleaner.register(lease, this::giveBack);                            // <1>
    read();                                                             // <2>
}
// end::shown[]

void giveBack() {
    connections.release();
    cleaned.countDown();
}

void read() throws InterruptedException {
    Thread.currentThread().interrupt();
    Thread.sleep(1_000);
}

void main() throws InterruptedException {
    try {
        query();
    } catch (InterruptedException e) {
        IO.println("cancelled, free connections:  " + connections.availablePermits());
    }
    System.gc();
    cleaned.await();
    IO.println("collected, free connections:  " + connections.availablePermits());
}
