///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Xbatch
// covers: S0-20

// tag::shown[]
boolean stop;                                            // <1>

long spin(long limit) {
    long steps = 0;
    while (!stop && steps < limit) steps++;              // <2>
    return steps;
}
// end::shown[]

void main() throws InterruptedException {
    // tag::shown[]
    for (int i = 0; i < 20_000; i++) spin(1_000);        // <3>
    // end::shown[]
    var started = new CountDownLatch(1);
    var worker = Thread.ofPlatform().daemon().start(() -> {
        started.countDown();
        spin(Long.MAX_VALUE);
        IO.println("worker: I saw the stop");
    });
    started.await();
    Thread.sleep(500); // the worker is in the loop now, on a busy machine too
    IO.println("main: stop = true");
    stop = true;
    IO.println(worker.join(Duration.ofSeconds(2))
            ? "main: the worker ended"
            : "main: two seconds later it is still running");
}
