///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S1-04

CountDownLatch begun;
CountDownLatch mayEnd;

void report(String name) {
    try {
        begun.countDown();
        mayEnd.await();
        IO.println(name + ": the report is written");
    } catch (InterruptedException e) {
        IO.println(name + ": interrupted");
    }
}

// tag::shown[]
void forgotten() throws InterruptedException {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        pool.submit(() -> report("forgotten"));
        begun.await();
        System.gc();                                     // <1>
        mayEnd.countDown();
    }                                                    // <2>
}

void cancelled() throws InterruptedException {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
        var future = pool.submit(() -> report("cancelled"));
        begun.await();
        future.cancel(true);                             // <3>
    }
}
// end::shown[]

void main() throws InterruptedException {
    begun = new CountDownLatch(1);
    mayEnd = new CountDownLatch(1);
    forgotten();
    begun = new CountDownLatch(1);
    mayEnd = new CountDownLatch(1);
    cancelled();
}
