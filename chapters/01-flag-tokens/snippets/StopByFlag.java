///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//RUNTIME_OPTIONS -Xbatch
// covers: S0-03

// tag::shown[]
volatile boolean stop;                                   // <1>

long spin(long limit) {
    long steps = 0;
    while (!stop && steps < limit) steps++;
    return steps;
}
// end::shown[]

void main() throws InterruptedException {
    for (int i = 0; i < 20_000; i++) spin(1_000);
    var worker = Thread.ofPlatform().daemon().start(() -> {
        spin(Long.MAX_VALUE);
        IO.println("worker: I saw the stop");
    });
    Thread.sleep(100);
    // tag::shown[]
    IO.println("main: stop = true");
    stop = true;
    worker.join();                                       // <2>
    // end::shown[]
    IO.println("main: the worker ended");
}
