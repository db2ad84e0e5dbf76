///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
// covers: S0-10 S3-50

volatile boolean stop;
volatile long sink;                                       // keeps the results in use

// tag::shown[]
int checkPerElement(int[] x, int[] y) {
    int sum = 0;
    for (int i = 0; i < x.length && !stop; i++) sum += x[i] * y[i];
    return sum;
}

int checkPerBlock(int[] x, int[] y) {
    int sum = 0;
    for (int done = 0; done < x.length && !stop; done += 1024) {  // <1>
        int end = Math.min(done + 1024, x.length);
        for (int i = done; i < end; i++) sum += x[i] * y[i];      // <2>
    }
    return sum;
}
// end::shown[]

int noCheck(int[] x, int[] y) {
    int sum = 0;
    for (int i = 0; i < x.length; i++) sum += x[i] * y[i];
    return sum;
}

interface Loop { int over(int[] x, int[] y); }

double best(Loop loop, int[] x) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 100_000; round++) {
        long begun = System.nanoTime();
        sink = loop.over(x, x);
        best = Math.min(best, System.nanoTime() - begun);
    }
    return best;
}

void main() throws InterruptedException {
    int[] x = IntStream.range(0, 4096).map(i -> i * 7).toArray();
    double one = best(this::noCheck, x);
    IO.println("check per element: %.1f times".formatted(best(this::checkPerElement, x) / one));
    IO.println("check per block:   %.1f times".formatted(best(this::checkPerBlock, x) / one));
    var worker = Thread.ofPlatform().start(() -> { while (!stop) sink = checkPerBlock(x, x); });
    Thread.sleep(100);
    stop = true;                                          // from another thread
    worker.join();
    IO.println("cancelled from another thread: the worker has ended");
}
